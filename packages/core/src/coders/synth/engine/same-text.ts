import { callOf, constantOf } from "./build.ts";
import type { Entry } from "./entry.ts";
import type { Condition } from "./threshold.ts";
import type { TypeId } from "./type-table.ts";

/** Bits of a comparison with the empty text. */
const costOfComparison = 3;

/** `text === "…"` or `text !== "…"` when that holds on the rows `yes` and on none of `no`. */
export function sameAs(
  entry: Entry,
  yes: readonly number[],
  no: readonly number[],
  booleanId: TypeId,
): Condition | undefined {
  const values = entry.values as string[];
  for (const [inside, outside, negated] of [
    [yes, no, false],
    [no, yes, true],
  ] as const) {
    const [first] = inside;
    if (first === undefined || outside.length === 0) continue;
    const text = values[first] as string;
    if (!inside.every((row) => values[row] === text) || outside.some((row) => values[row] === text)) continue;
    const same = callOf("sameText", booleanId, entry.expression, constantOf(entry.type, text));
    // A single row may differ from all others in a hundred ways, and letters do so more often than marks.
    const chance = text === "" ? 0 : (inside.length === 1 ? 4 : 2) + (/[A-Za-z0-9]/.test(text) ? 3 : 0);
    return {
      expression: negated ? callOf("not", booleanId, same) : same,
      cost: entry.cost + costOfComparison + chance + (negated ? 1 : 0),
    };
  }
  return undefined;
}

/** `".!?".includes(text)` when the text is one of a few marks on the rows `yes` and none of them on the rows `no`. */
export function oneOfMarks(
  entry: Entry,
  yes: readonly number[],
  no: readonly number[],
  booleanId: TypeId,
  listId: TypeId | undefined,
): Condition | undefined {
  const values = entry.values as string[];
  const marks = new Set<string>();
  for (const row of yes) {
    const mark = values[row] as string;
    if (mark.length !== 1 || /[\w\s]/.test(mark)) return undefined;
    marks.add(mark);
  }
  if (listId === undefined || marks.size < 2 || no.some((row) => marks.has(values[row] as string)))
    return undefined;
  const list = constantOf(listId, [...marks].toSorted());
  return {
    expression: callOf("includes", booleanId, list, entry.expression),
    cost: entry.cost + 4 + 3 * marks.size,
  };
}
