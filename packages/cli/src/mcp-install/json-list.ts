import { isDeepStrictEqual } from "node:util";
import { getNodeValue, type Node } from "jsonc-parser";

/**
 * The text with another list of words in the place of one: what both begin and end with keeps its place, and the comments around it.
 * @param list an array in the text
 * @param without takes an element out
 */
export function listReplaced(
  text: string,
  { children = [], offset, length }: Node,
  wanted: readonly unknown[],
  without: (text: string, element: Node) => string,
): string {
  const values = children.map((child): unknown => getNodeValue(child));
  const shorter = Math.min(values.length, wanted.length);
  const first = countSame(shorter, (i) => isDeepStrictEqual(values[i], wanted[i]));
  const last = countSame(shorter - first, (i) => isDeepStrictEqual(values.at(-1 - i), wanted.at(-1 - i)));
  const old = children.slice(first, children.length - last);
  const now = wanted.slice(first, wanted.length - last).map((value) => JSON.stringify(value));
  const added = now.splice(old.length);
  // From the end, so that what stands before keeps its place.
  let changed = text;
  for (const surplus of old.splice(now.length).toReversed()) changed = without(changed, surplus);
  const before = children[first + now.length - 1];
  if (added.length > 0 && !before) return replaced(text, { offset, length }, JSON.stringify(wanted));
  if (before) {
    const gap = gapBefore(text, before);
    const more = added.map((one) => `,${gap}${one}`).join("");
    const end = before.offset + before.length;
    changed = replaced(changed, { offset: end, length: 0 }, more);
  }
  for (const [i, node] of [...old.entries()].toReversed())
    changed = replaced(changed, node, now[i] as string);
  return changed;
}

/** How many of so many are the same, from the first one on. */
function countSame(most: number, isSame: (index: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count++;
  return count;
}

/** A new line like that of the element where it has one of its own; else a space. */
function gapBefore(text: string, { offset }: Node): string {
  return /\r?\n[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? " ";
}

function replaced(text: string, { offset, length }: Pick<Node, "offset" | "length">, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}
