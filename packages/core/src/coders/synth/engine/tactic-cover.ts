import { type Ground, groundOf, type Piece } from "./cover-ground.ts";
import type { Expression } from "./expression.ts";
import type { Goal, Tactic } from "./goal.ts";

interface State {
  at: number[];
  cost: number;
  last?: { piece: Piece; before: State };
}

const statesEachTime = 60;
const costOfPiece = 2;

/**
 * Lays pieces over all outputs from left to right: literals, values of the bank that occur in the outputs, and slices of
 * the inputs between known positions. Finds concatenations far longer than enumeration could.
 */
export function cover(goal: Goal): Tactic | undefined {
  if (!coverable(goal) || goal.care) return undefined;
  const ground = groundOf(
    goal,
    goal.target.map((_, row) => row),
  );
  let changed = false;
  return {
    observe(entry) {
      changed = ground.observe(entry) || changed;
    },
    afterLevel() {
      if (changed) layCover(goal, ground, (expression, cost) => goal.solve(expression, cost));
      changed = false;
    },
  };
}

/** Whether the goal is text or arrays that are not all empty. */
export function coverable(goal: Goal): boolean {
  const { kind } = goal.scope.search.types.get(goal.type);
  if (kind !== "string" && kind !== "array") return false;
  return goal.target.some((target) => (target as string | unknown[]).length > 0);
}

/** Searches for sequences of pieces that make up the targets, cheapest first, and hands over each. */
export function layCover(
  goal: Goal,
  ground: Ground,
  found: (expression: Expression, cost: number) => void,
): void {
  const { targets } = ground;
  const start: State = { at: targets.map(() => 0), cost: 0 };
  const open: State[] = [start];
  const best = new Map<string, number>([[start.at.join(), 0]]);
  for (let expanded = 0; expanded < statesEachTime && open.length > 0; expanded++) {
    const state = takeCheapest(open);
    if (state.at.every((position, row) => position === targets[row]?.length)) {
      const expression = sequenceOf(goal, state);
      if (expression) found(expression, state.cost);
      continue;
    }
    for (const piece of ground.from(state.at)) {
      const cost = state.cost + piece.cost + (state.last ? costOfPiece : 0);
      const key = piece.ends.join();
      if ((best.get(key) ?? Infinity) <= cost) continue;
      best.set(key, cost);
      goal.scope.search.spend();
      open.push({ at: piece.ends, cost, last: { piece, before: state } });
    }
  }
}

function takeCheapest(open: State[]): State {
  let index = 0;
  for (let i = 1; i < open.length; i++) if ((open[i] as State).cost < (open[index] as State).cost) index = i;
  return open.splice(index, 1)[0] as State;
}

function sequenceOf(goal: Goal, end: State): Expression | undefined {
  const pieces: Piece[] = [];
  for (let state = end; state.last; state = state.last.before) pieces.unshift(state.last.piece);
  const [only] = pieces;
  if (!only || pieces.every((piece) => piece.expression.kind === "constant")) return undefined;
  const text = goal.scope.search.types.get(goal.type).kind === "string";
  if (pieces.length === 1 && (only.spread || text)) return only.expression;
  const parts = pieces.map(({ expression, spread }) => ({ expression, spread }));
  return { kind: "sequence", type: goal.type, of: text ? "string" : "array", parts };
}
