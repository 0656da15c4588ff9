import { callOf, constantOf, numberCost } from "./build.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { Goal, Tactic } from "./goal.ts";
import { oneOfMarks, sameAs } from "./same-text.ts";
import { separate } from "./threshold.ts";
import { arrayOf, stringType, type TypeId } from "./type-table.ts";

/** Works out the constant that turns a number into the goal: `v + 7`, `v * 2 - 1`, `Math.max(v, 3)`, `v > 50`, `v === 4`, `v === "@"`. */
export function induceConstants(goal: Goal): Tactic | undefined {
  const { types } = goal.scope.search;
  const numberId = types.find({ kind: "number" }) as TypeId;
  const kind = types.get(goal.type).kind;
  if (kind !== "number" && kind !== "boolean") return undefined;
  const rows = goal.target.map((_, row) => row).filter((row) => goal.counts(row));
  const induce = kind === "number" ? induceNumber : induceBoolean;
  const textId = types.find(stringType);
  return {
    observe(entry) {
      if (entry.uses === usesNothing) return;
      if (kind === "boolean" && entry.type === textId) induceText(goal, rows, entry);
      if (entry.type !== numberId) return;
      goal.scope.search.spend();
      induce(goal, rows, entry, numberId);
    },
  };
}

function induceNumber(goal: Goal, rows: number[], entry: Entry, type: TypeId): void {
  const source = entry.values as number[];
  const target = goal.target as number[];
  const first = rows[0] ?? 0;
  const [v0, t0] = [source[first] as number, target[first] as number];
  const other = rows.find((row) => source[row] !== v0);
  if (other === undefined) return;
  const slope = ((target[other] as number) - t0) / ((source[other] as number) - v0);
  const offset = t0 - slope * v0;
  if (slope === 0) return;
  if (!Number.isInteger(slope) || !Number.isInteger(offset)) return;
  if (!rows.every((row) => target[row] === slope * (source[row] as number) + offset))
    return clamp(goal, rows, entry, type);
  if (slope !== 1 && new Set(rows.map((row) => source[row])).size < 3) return;
  goal.solve(...line(entry, slope, offset, type));
}

function line(entry: Entry, slope: number, offset: number, type: TypeId): [Expression, number] {
  if (slope === -1 && offset !== 0) {
    return [
      callOf("subtract", type, constantOf(type, offset), entry.expression),
      entry.cost + 4 + numberCost(offset),
    ];
  }
  let expression = entry.expression;
  let { cost } = entry;
  if (slope !== 1) {
    expression = callOf("multiply", type, expression, constantOf(type, slope));
    cost += 4 + numberCost(slope);
  }
  if (offset !== 0) {
    expression = callOf("add", type, expression, constantOf(type, offset));
    cost += 3 + numberCost(offset);
  }
  return [expression, cost];
}

/** The goal is the number itself, but never beyond some bound. */
function clamp(goal: Goal, rows: number[], entry: Entry, type: TypeId): void {
  const bounded = rows.filter((row) => entry.values[row] !== goal.target[row]);
  const bound = goal.target[bounded[0] as number] as number;
  if (bounded.length < 2 || bounded.length > rows.length - 2) return;
  for (const name of ["larger", "smaller"] as const) {
    const pick = name === "larger" ? Math.max : Math.min;
    if (rows.every((row) => pick(entry.values[row] as number, bound) === goal.target[row])) {
      goal.solve(
        callOf(name, type, entry.expression, constantOf(type, bound)),
        entry.cost + 6 + numberCost(bound),
      );
    }
  }
}

function induceText(goal: Goal, rows: number[], entry: Entry): void {
  goal.scope.search.spend();
  const yes = rows.filter((row) => goal.target[row] === true);
  const no = rows.filter((row) => goal.target[row] === false);
  const found =
    sameAs(entry, yes, no, goal.type) ??
    oneOfMarks(entry, yes, no, goal.type, goal.scope.search.types.find(arrayOf(stringType)));
  if (found) goal.solve(found.expression, found.cost);
}

function induceBoolean(goal: Goal, rows: number[], entry: Entry, type: TypeId): void {
  const yes = rows.filter((row) => goal.target[row] === true);
  const no = rows.filter((row) => goal.target[row] === false);
  const found = separate(entry, yes, no, goal.type, type);
  if (found) goal.solve(found.expression, found.cost);
}
