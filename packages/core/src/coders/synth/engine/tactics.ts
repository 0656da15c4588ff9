import type { Goal } from "./goal.ts";
import { cover } from "./tactic-cover.ts";
import { decide } from "./tactic-decide.ts";
import { descend } from "./tactic-descend.ts";
import { buildRecords } from "./tactic-fields.ts";
import { induceConstants } from "./tactic-induce.ts";
import { join } from "./tactic-join.ts";
import { combinePredicates } from "./tactic-logic.ts";
import { polish } from "./tactic-polish.ts";
import { sift } from "./tactic-sift.ts";
import { split } from "./tactic-split.ts";
import { substitute } from "./tactic-substitute.ts";
import { tabulate } from "./tactic-tabulate.ts";

const constructive = [
  buildRecords,
  join,
  tabulate,
  induceConstants,
  polish,
  substitute,
  descend,
  sift,
  cover,
];
const casewise = [combinePredicates, split, decide];

/** Gives a goal all tactics that its type, and the search, admit. */
export function equipGoal(goal: Goal): void {
  const { lean, types } = goal.scope.search;
  const { kind } = types.get(goal.type);
  const plain = lean && (kind === "number" || kind === "boolean");
  for (const make of plain ? constructive : [...constructive, ...casewise]) {
    const tactic = make(goal);
    if (tactic) goal.tactics.push(tactic);
  }
}
