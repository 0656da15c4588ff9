import type { Json } from "../json/json.ts";

/** Where two values differ first, and how much of them is alike. */
export interface Difference {
  /** `messages[1].content`. */
  path: string;
  /** The two values there, from shortly before where they part; `nothing` where there is none. */
  before: string;
  after: string;
  /** Characters of equal fields, and of the equal beginning of the first that differs. */
  alike: number;
}

/** Characters shown of each value, and those of them that are alike. */
const shown = 120;
const lead = 30;

/** The first field, in the order of the first value, in which two different values differ. */
export function firstDifference(before: Json, after: Json): Difference {
  const [a, b] = [leaves(before), leaves(after)];
  const paths = [...new Set([...a.keys(), ...b.keys()])];
  const differing = paths.filter((path) => a.get(path) !== b.get(path));
  const path = differing[0] ?? "";
  const [x, y] = [a.get(path), b.get(path)];
  const common = commonLength(x ?? "", y ?? "");
  const equal = paths.filter((one) => !differing.includes(one));
  return {
    path,
    before: excerpt(x, common),
    after: excerpt(y, common),
    alike: equal.reduce((sum, one) => sum + (a.get(one) as string).length, common),
  };
}

/** Every value that is not made of others, as text, by its path. */
function leaves(value: Json, path = "", found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) value.forEach((item, i) => leaves(item, `${path}[${i}]`, found));
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) leaves(item, path ? `${path}.${key}` : key, found);
  else found.set(path, typeof value === "string" ? value : JSON.stringify(value));
  return found;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function excerpt(text: string | undefined, common: number): string {
  if (text === undefined) return "nothing";
  const start = Math.max(0, common - lead);
  const piece = text.slice(start, start + shown);
  return JSON.stringify(`${start > 0 ? "…" : ""}${piece}${start + shown < text.length ? "…" : ""}`);
}
