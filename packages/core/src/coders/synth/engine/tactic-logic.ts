import { callOf } from "./build.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { Goal, Tactic } from "./goal.ts";

/** As many predicates of each sort are kept; the cheapest come first. */
const mostKept = 300;

interface Partial {
  entry: Entry;
  /** Rows on which it is wrong. */
  wrong: Set<number>;
}

/** Joins predicates that are each right on one side: `a && b` of two that hold wherever the goal does, `a || b` of two that hold only there. */
export function combinePredicates(goal: Goal): Tactic | undefined {
  if (goal.scope.search.types.get(goal.type).kind !== "boolean") return undefined;
  const rows = goal.target.map((_, row) => row).filter((row) => goal.counts(row));
  const sides: { name: "and" | "or"; right: boolean; found: Partial[] }[] = [
    { name: "and", right: true, found: [] },
    { name: "or", right: false, found: [] },
  ];
  return {
    observe(entry) {
      if (entry.type !== goal.type || entry.uses === usesNothing) return;
      for (const { name, right, found } of sides) {
        if (found.length >= mostKept) continue;
        const wrong = wrongRows(goal, rows, entry, right);
        if (!wrong) continue;
        const partner = found.find((other) => disjoint(other.wrong, wrong));
        if (partner) {
          goal.scope.search.spend();
          goal.solve(
            callOf(name, goal.type, partner.entry.expression, entry.expression),
            partner.entry.cost + entry.cost + 5,
          );
        }
        found.push({ entry, wrong });
      }
    },
  };
}

/** Where the predicate differs from the goal, or `undefined` if it is wrong on the wrong side or nowhere right on the other. */
function wrongRows(goal: Goal, rows: number[], entry: Entry, right: boolean): Set<number> | undefined {
  const wrong = new Set<number>();
  let helps = false;
  for (const row of rows) {
    const value = entry.values[row];
    if (goal.target[row] === right) {
      if (value !== right) return undefined;
    } else if (value === right) wrong.add(row);
    else helps = true;
  }
  return helps ? wrong : undefined;
}

function disjoint(a: Set<number>, b: Set<number>): boolean {
  for (const row of a) if (b.has(row)) return false;
  return true;
}
