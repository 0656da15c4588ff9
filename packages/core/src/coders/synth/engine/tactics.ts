import type { Goal } from "./goal.ts";
import { cover } from "./tactic-cover.ts";
import { decide } from "./tactic-decide.ts";
import { descend } from "./tactic-descend.ts";
import { buildRecords } from "./tactic-fields.ts";
import { induceConstants } from "./tactic-induce.ts";
import { join } from "./tactic-join.ts";
import { combinePredicates } from "./tactic-logic.ts";
import { split } from "./tactic-split.ts";
import { tabulate } from "./tactic-tabulate.ts";

const constructive = [buildRecords, join, tabulate, induceConstants, descend, cover];
const casewise = [combinePredicates, split, decide];

/** Gives a goal all tactics that its type, and the search, admit. */
export function equipGoal(goal: Goal): void {
  for (const make of goal.scope.search.cases ? [...constructive, ...casewise] : constructive) {
    const tactic = make(goal);
    if (tactic) goal.tactics.push(tactic);
  }
}
