import { groundOf } from "./cover-ground.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { Goal, Tactic } from "./goal.ts";
import { coverable, layCover } from "./tactic-cover.ts";
import { cheapestPieces, dearestCover } from "./tactic-split.ts";
import type { TypeId } from "./type-table.ts";
import { sameValue } from "./value.ts";

/** What is right on some rows. */
interface Branch {
  expression: Expression;
  cost: number;
}

const firstLevel = 8;
const mostPredicates = 20;
const mostRows = 40;
const depth = 2;
const conditionalCost = 6;

/** Tries cheap predicates as the first question, and covers each side on its own: branches may be long concatenations. */
export function decide(goal: Goal): Tactic | undefined {
  const rows = goal.target.map((_, row) => row);
  if (!coverable(goal) || goal.care || goal.scope.depth > 0 || rows.length < 4 || rows.length > mostRows)
    return undefined;
  return {
    afterLevel() {
      const { level } = goal.scope;
      if (goal.solved || level < firstLevel || level % 4 !== 0) return;
      const chosen = new Decision(goal).decide(rows, depth);
      if (chosen) goal.solve(chosen.expression, chosen.cost);
    },
  };
}

class Decision {
  private readonly goal: Goal;
  private readonly predicates: Entry[] = [];
  private readonly pieces: Entry[];
  private readonly covered = new Map<string, Branch | undefined>();

  constructor(goal: Goal) {
    this.goal = goal;
    const { scope } = goal;
    const { types } = scope.search;
    const booleanId = types.find({ kind: "boolean" }) as TypeId;
    const seen = new Set<string>();
    for (const entry of scope.all(booleanId)) {
      const key = entry.values.map((value) => Number(value === entry.values[0])).join("");
      if (entry.uses === usesNothing || !key.includes("0") || seen.has(key)) continue;
      seen.add(key);
      if (this.predicates.push(entry) === mostPredicates) break;
    }
    this.pieces = cheapestPieces(goal);
  }

  /** The cheapest tree of questions found for these rows. */
  decide(rows: readonly number[], questions: number): Branch | undefined {
    const direct = this.cover(rows);
    if (direct || questions === 0) return direct;
    let best: Branch | undefined;
    for (const predicate of this.predicates) {
      const sides = [true, false].map((side) => rows.filter((row) => predicate.values[row] === side));
      if (sides.some((side) => side.length < 2)) continue;
      const simple = sides.map((side) => this.cover(side));
      const [yes, no] = sides.map(
        (side, i) => simple[i] ?? (simple[1 - i] ? this.decide(side, questions - 1) : undefined),
      );
      if (!yes || !no) continue;
      const cost = yes.cost + no.cost + predicate.cost + conditionalCost;
      if (best && best.cost <= cost) continue;
      const { type } = this.goal;
      best = {
        expression: {
          kind: "conditional",
          type,
          test: predicate.expression,
          yes: yes.expression,
          no: no.expression,
        },
        cost,
      };
    }
    return best;
  }

  /** One program without questions for these rows. */
  private cover(rows: readonly number[]): Branch | undefined {
    const key = rows.join();
    if (this.covered.has(key)) return this.covered.get(key);
    let best = this.fitting(rows);
    if (!best) {
      const ground = groundOf(this.goal, rows);
      for (const entry of this.pieces) ground.observe(entry);
      layCover(this.goal, ground, (expression, cost) => {
        if (cost <= dearestCover(this.goal) && (!best || cost < best.cost)) best = { expression, cost };
      });
    }
    this.covered.set(key, best);
    return best;
  }

  private fitting(rows: readonly number[]): Branch | undefined {
    const { type, target } = this.goal;
    return this.pieces.find(
      (entry) =>
        entry.type === type &&
        entry.uses !== usesNothing &&
        rows.every((row) => sameValue(entry.values[row], target[row])),
    );
  }
}
