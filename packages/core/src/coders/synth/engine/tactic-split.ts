import { compile } from "./compile.ts";
import { constantOf } from "./build.ts";
import { conditionFor } from "./condition.ts";
import { type Ground, groundOf } from "./cover-ground.ts";
import type { Entry } from "./entry.ts";
import { childrenOf, type Expression } from "./expression.ts";
import type { Goal, Tactic } from "./goal.ts";
import { coverable, layCover } from "./tactic-cover.ts";
import { sameValue, type Value } from "./value.ts";

/** A program that is right on some rows. */
interface Part {
  expression: Expression;
  cost: number;
  right: boolean[];
  count: number;
}

const mostParts = 400;
const pairsEachTime = 60;
const mostPieces = 300;
const conditionalCost = 6;

/** Covers the rows with programs that are right on some of them, and learns the condition that tells which. */
export function split(goal: Goal): Tactic | undefined {
  if (goal.scope.search.types.get(goal.type).kind === "boolean") return undefined;
  const rows = goal.target.map((_, row) => row).filter((row) => goal.counts(row));
  if (rows.length < 3) return undefined;
  const parts = new Map<string, Part>();
  const tried = new Set<string>();
  const note = (expression: Expression, cost: number, values: (Value | undefined)[]): void => {
    const right = goal.target.map((value, row) => sameValue(value, values[row]));
    const count = rows.filter((row) => right[row]).length;
    if (count === 0 || count === rows.length) return;
    const key = keyOf(right);
    if ((parts.get(key)?.cost ?? Infinity) > cost) parts.set(key, { expression, cost, right, count });
  };
  const exception = commonOutput(goal, rows);
  if (exception !== undefined)
    note(
      constantOf(goal.type, exception),
      typeof exception === "object" || exception === "" ? 2 : 5,
      goal.target.map(() => exception),
    );
  const usual =
    exception !== undefined && coverable(goal)
      ? groundOf(
          goal,
          rows.filter((row) => !sameValue(goal.target[row], exception)),
        )
      : undefined;
  let changed = false;
  return {
    observe(entry) {
      if (entry.type === goal.type && parts.size < mostParts)
        note(entry.expression, entry.cost, entry.values);
      if (usual) changed = usual.observe(entry) || changed;
    },
    afterLevel() {
      if (usual && changed && !goal.solved) coverUsual(goal, usual, note);
      changed = false;
      if (!goal.solved && goal.scope.level % 4 === 0) coverPairs(goal, rows, note);
      for (const { yes, no } of promising(rows, [...parts.values()]).slice(0, pairsEachTime)) {
        const key = `${goal.scope.level} ${keyOf(yes.right)} ${keyOf(no.right)}`;
        if (tried.has(key)) continue;
        tried.add(key);
        goal.scope.search.spend();
        const test = conditionFor(
          goal.scope,
          rows.filter((row) => !no.right[row]),
          rows.filter((row) => !yes.right[row]),
          new Set([yes, no].flatMap(({ expression }) => [expression, ...childrenOf(expression)])),
        );
        if (!test) continue;
        const cost = yes.cost + no.cost + test.cost + conditionalCost;
        goal.solve(
          {
            kind: "conditional",
            type: goal.type,
            test: test.expression,
            yes: yes.expression,
            no: no.expression,
          },
          cost,
        );
      }
    },
  };
}

/** The text or list that several outputs are, or that is nothing: the others may have a program of their own. */
function commonOutput(goal: Goal, rows: readonly number[]): Value | undefined {
  const { kind } = goal.scope.search.types.get(goal.type);
  if ((kind !== "string" && kind !== "array") || goal.care || goal.scope.depth > 0) return undefined;
  const counts = rows.map(
    (row) => rows.filter((other) => sameValue(goal.target[row], goal.target[other])).length,
  );
  const most = Math.max(...counts);
  const empty = rows.find((row) => (goal.target[row] as string | Value[]).length === 0);
  const row = most >= 2 ? rows[counts.indexOf(most)] : empty;
  return row === undefined || rows.length - most < 2 ? undefined : goal.target[row];
}

function coverUsual(
  goal: Goal,
  usual: Ground,
  note: (expression: Expression, cost: number, values: (Value | undefined)[]) => void,
): void {
  const environments = goal.target.map((_, row) => goal.scope.environmentOf(row));
  layCover(goal, usual, (expression, cost) => {
    if (cost > dearestCover(goal)) return;
    goal.scope.search.spend();
    const run = compile(expression);
    note(
      expression,
      cost,
      environments.map((environment) => attempt(() => run([...environment]))),
    );
  });
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function keyOf(right: boolean[]): string {
  return right.map(Number).join("");
}

/** Pairs that cover all rows, where each is needed for two rows at least, cheapest first. */
function promising(rows: number[], parts: Part[]): { yes: Part; no: Part; cost: number }[] {
  const best = parts.toSorted((a, b) => b.count - a.count || a.cost - b.cost).slice(0, 120);
  const least = rows.length >= 6 ? 2 : 1;
  const pairs: { yes: Part; no: Part; cost: number }[] = [];
  for (const [i, yes] of best.entries()) {
    for (const no of best.slice(i + 1)) {
      if (!rows.every((row) => yes.right[row] || no.right[row])) continue;
      if (rows.length - yes.count < least || rows.length - no.count < least) continue;
      pairs.push({ yes, no, cost: yes.cost + no.cost });
    }
  }
  return pairs.toSorted((a, b) => a.cost - b.cost);
}

/** Covers two examples at a time: what comes out may be right on more of them, and so be a branch. */
function coverPairs(
  goal: Goal,
  rows: number[],
  note: (expression: Expression, cost: number, values: (Value | undefined)[]) => void,
): void {
  const { scope } = goal;
  if (
    !coverable(goal) ||
    goal.care ||
    scope.depth > 0 ||
    rows.length < 4 ||
    rows.length > 16 ||
    scope.level < 8
  )
    return;
  const pieces = cheapestPieces(goal);
  const environments = goal.target.map((_, row) => scope.environmentOf(row));
  for (const [i, first] of rows.entries()) {
    for (const second of rows.slice(i + 1, i + 4)) {
      const ground = groundOf(goal, [first, second]);
      for (const entry of pieces) ground.observe(entry);
      layCover(goal, ground, (expression, cost) => {
        if (cost > dearestCover(goal)) return;
        scope.search.spend();
        const run = compile(expression);
        note(
          expression,
          cost,
          environments.map((environment) => run([...environment])),
        );
      });
    }
  }
}

/** The entries of the bank that pieces are made of. */
export function cheapestPieces(goal: Goal): Entry[] {
  const { scope, type } = goal;
  const { types } = scope.search;
  const of = types.get(type);
  const wanted = new Set([
    type,
    types.find({ kind: "number" }),
    of.kind === "array" ? types.find(of.of) : undefined,
  ]);
  return [...wanted].flatMap((id) => (id === undefined ? [] : [...scope.all(id)].slice(0, mostPieces)));
}

/** The bits a branch may cost: a few items of a list can be pieced together in a thousand ways, long text cannot. */
export function dearestCover(goal: Goal): number {
  return goal.scope.search.types.get(goal.type).kind === "string" ? 70 : 36;
}
