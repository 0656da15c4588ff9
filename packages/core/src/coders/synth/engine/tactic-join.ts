import { callOf, constantOf } from "./build.ts";
import { Goal, type Tactic } from "./goal.ts";
import { equipGoal } from "./tactics.ts";
import { arrayOf, stringType } from "./type-table.ts";

const mostSeparators = 3;
const costOfJoin = 4;

/** Text with separators may be a list that was joined: the list is a goal of its own. */
export function join(goal: Goal): Tactic | undefined {
  const { scope, type } = goal;
  const { types, literals } = scope.search;
  const listType = types.find(arrayOf(stringType));
  if (types.get(type).kind !== "string" || listType === undefined || goal.care || scope.depth > 0)
    return undefined;
  const targets = goal.target as string[];
  const separators = literals.filter(({ value }) => isSeparator(value, targets)).slice(0, mostSeparators);
  for (const { value, cost } of separators) {
    const lists = targets.map((target) => target.split(value as string));
    // No text is made by joining nothing as well as by joining one empty text.
    const variants = targets.includes("")
      ? [lists, lists.map((list, row) => (targets[row] === "" ? [] : list))]
      : [lists];
    for (const wanted of variants) {
      const inner = new Goal(scope, listType, wanted, undefined, (expression, spent) => {
        goal.solve(callOf("join", type, expression, constantOf(type, value)), spent + cost + costOfJoin);
      });
      equipGoal(inner);
      scope.goals.push(inner);
    }
  }
  return {};
}

/** Whether at least two outputs, and half of them, have several parts between these marks. */
function isSeparator(value: unknown, targets: readonly string[]): value is string {
  if (typeof value !== "string" || !/^[^A-Za-z0-9]+$/.test(value)) return false;
  const parted = targets.filter((target) => target.includes(value)).length;
  return parted >= 2 && parted * 2 >= targets.length;
}
