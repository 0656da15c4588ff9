import { type Entry, usesNothing } from "./entry.ts";
import type { Scope } from "./scope.ts";
import { type Condition, separate } from "./threshold.ts";
import type { TypeId } from "./type-table.ts";

/** The cheapest condition that holds on the rows `yes` and does not on the rows `no`. */
export function conditionFor(
  scope: Scope,
  yes: readonly number[],
  no: readonly number[],
): Condition | undefined {
  const booleanId = scope.search.types.find({ kind: "boolean" }) as TypeId;
  const numberId = scope.search.types.find({ kind: "number" }) as TypeId;
  let best: Condition | undefined;
  for (const entry of scope.all(booleanId)) {
    if (best && entry.cost >= best.cost) break;
    if (entry.uses !== usesNothing && holds(entry, yes, no))
      best = { expression: entry.expression, cost: entry.cost };
  }
  for (const entry of scope.all(numberId)) {
    if (best && entry.cost + 6 >= best.cost) break;
    if (entry.uses === usesNothing) continue;
    const found = separate(entry, yes, no, booleanId, numberId);
    if (found && (!best || found.cost < best.cost)) best = found;
  }
  return best;
}

function holds(entry: Entry, yes: readonly number[], no: readonly number[]): boolean {
  for (const row of yes) if (entry.values[row] !== true) return false;
  for (const row of no) if (entry.values[row] !== false) return false;
  return true;
}
