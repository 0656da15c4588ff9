import { stripTypes } from "./strip-types.ts";

// A line with more tokens than this was not written by hand, and comparing takes the square of it.
const mostTokens = 400;

/**
 * The column in a source of a column in what stripping its types left; lines stay where they are. Lines and columns count
 * from 1. Stripping only takes away, so the tokens of a line are found again in its source in the same order. Sucrase's own
 * source maps are wrong behind some templates.
 */
export function sourceColumn(source: string, line: number, column: number): number {
  const stripped = stripTypes(source);
  if ("diagnostic" in stripped) return column;
  const before = source.split("\n")[line - 1] ?? "";
  const after = stripped.code.split("\n")[line - 1] ?? "";
  if (before === after) return column;
  const [given, kept] = [tokensOf(before), tokensOf(after)];
  const at = kept.findLastIndex(({ start }) => start < column);
  if (at < 0 || given.length > mostTokens) return column;
  const start = placesOf(kept, given)[at];
  return start === undefined ? column : start + column - (kept[at] as Token).start;
}

interface Token {
  text: string;
  /** Counts from 0. */
  start: number;
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(/[\p{ID_Continue}$#]+|\S/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
  }));
}

/** Where each kept token stands among those given: the longest common subsequence, each token as early as can be. */
function placesOf(kept: readonly Token[], given: readonly Token[]): (number | undefined)[] {
  const width = given.length + 1;
  const common = new Uint16Array((kept.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] as number;
  const same = (i: number, j: number): boolean => kept[i]?.text === given[j]?.text;
  for (let i = kept.length - 1; i >= 0; i--) {
    for (let j = given.length - 1; j >= 0; j--)
      common[i * width + j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const places: (number | undefined)[] = [];
  for (let i = 0, j = 0; i < kept.length && j < given.length;) {
    if (same(i, j)) places[i++] = (given[j++] as Token).start;
    else if (at(i, j + 1) >= at(i + 1, j)) j++;
    else i++;
  }
  return places;
}
