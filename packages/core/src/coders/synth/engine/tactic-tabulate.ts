import { callOf } from "./build.ts";
import { compile } from "./compile.ts";
import { type Entry, usesOwn } from "./entry.ts";
import { Goal, type Tactic } from "./goal.ts";
import { induceConstants } from "./tactic-induce.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

const mostRanges = 2;
const costOfRange = 6;

/** A list of a length that can be computed may be made by counting up to that length: the length is a goal of its own. */
export function tabulate(goal: Goal): Tactic | undefined {
  const { scope } = goal;
  const { types } = scope.search;
  if (types.get(goal.type).kind !== "array" || goal.care || scope.depth > 0) return undefined;
  const lengths = goal.target.map((list) => (list as Value[]).length);
  const numberId = types.find({ kind: "number" }) as TypeId;
  const listId = types.find({ kind: "array", of: { kind: "number" } });
  if (listId === undefined || new Set(lengths).size < 2) return undefined;
  // A negative length makes an empty list as well as zero does.
  const care = lengths.map((length) => length > 0);
  if (care.filter(Boolean).length < 2) return undefined;
  let ranges = 0;
  const inner = new Goal(scope, numberId, lengths, care, (length, spent) => {
    // Lists of the length of an input are looked at anyway.
    if (ranges >= mostRanges || (length.kind === "call" && length.operator.name === "length")) return;
    scope.search.spend();
    const counts = lengths.map((_, row) => compile(length)(scope.environmentOf(row)) as number | undefined);
    if (!counts.every((count, row) => count !== undefined && Math.max(0, count) === lengths[row])) return;
    ranges++;
    const values = lengths.map((count) => Array.from({ length: count }, (_, i) => i));
    const expression = callOf("range", listId, length);
    const range: Entry = {
      id: -1,
      type: listId,
      cost: spent + costOfRange,
      values,
      expression,
      uses: usesOwn,
    };
    scope.openLambda(range);
  });
  const induce = induceConstants(inner);
  if (induce) inner.tactics.push(induce);
  scope.goals.push(inner);
  return {};
}
