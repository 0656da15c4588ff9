import { operatorNamed } from "./build.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { Lambda } from "./expression.ts";
import { Goal, type Tactic } from "./goal.ts";
import type { LambdaSource, Scope } from "./scope.ts";
import { equipGoal } from "./tactics.ts";
import type { TypeId } from "./type-table.ts";
import { sameValue, type Value } from "./value.ts";

type Shape = "map" | "flatMap" | "filter";

const mostDerived = 3;
const dearestDerived = 12;

/** Deduces what the body of a lambda has to be when the goal looks like a `map`, a `filter` or a `flatMap` of a list. */
export function descend(goal: Goal): Tactic | undefined {
  const type = goal.scope.search.types.get(goal.type);
  if (type.kind !== "array" || goal.care) return undefined;
  const wanted = goal.target as Value[][];
  const telling = new Set(wanted.map((list) => list.length)).size > 1;
  const lambdas = new Set<Scope>();
  const shapes = new Set<Shape>();
  let derived = 0;
  return {
    afterLevel() {
      if (goal.scope.level === 1) openVariables(goal.scope);
      // A body that is known to be wanted is looked for ahead of the bodies that merely might be.
      for (const lambda of lambdas) lambda.ensure(goal.scope.level);
    },
    observe(entry) {
      if (
        !telling ||
        derived >= mostDerived ||
        entry.cost > dearestDerived ||
        entry.expression.kind === "variable"
      )
        return;
      if (entry.uses === usesNothing || goal.scope.search.types.get(entry.type).kind !== "array") return;
      const shape = shapeOf(entry, goal.type, wanted);
      if (!shape || (shape !== "flatMap" && shapes.has(shape)) || sameValue(entry.values, wanted)) return;
      derived++;
      goal.scope.openLambda(entry);
    },
    opened(lambda) {
      const { list } = lambda.source as LambdaSource;
      const shape = shapeOf(list, goal.type, wanted);
      if (!shape) return;
      lambdas.add(lambda);
      if (list.expression.kind === "variable") shapes.add(shape);
      const lists = list.values as Value[][];
      if (shape === "map") subGoal(goal, lambda, "map", goal.scope.search.types.find(type.of), wanted.flat());
      if (shape === "flatMap")
        subGoal(goal, lambda, "flatMap", goal.type, chunks(wanted, factorOf(lists, wanted)));
      if (list.type === goal.type) filterGoal(goal, lambda, lists, wanted);
    },
  };
}

/** How the wanted lists could come from a list: as many items, several for each, or some of them. */
function shapeOf(list: Entry, type: TypeId, wanted: Value[][]): Shape | undefined {
  const lists = list.values as Value[][];
  const factor = factorOf(lists, wanted);
  if (factor === 1) return "map";
  if (factor > 1) return "flatMap";
  return list.type === type && lists.every((items, row) => isSubsequence(wanted[row] as Value[], items))
    ? "filter"
    : undefined;
}

/** How many items are wanted for each item of the list: a whole number, or 0 when it is not the same for all. */
function factorOf(lists: Value[][], wanted: Value[][]): number {
  const some = wanted.findIndex((list) => list.length > 0);
  const factor = (wanted[some]?.length ?? 0) / (lists[some]?.length ?? 1);
  const whole =
    Number.isInteger(factor) && lists.every((list, row) => list.length * factor === wanted[row]?.length);
  return whole ? factor : 0;
}

/** The lists that are variables get their lambdas at once. */
function openVariables(scope: Scope): void {
  for (const [id, type] of scope.search.types.types.entries()) {
    if (type.kind !== "array") continue;
    for (const entry of scope.entries(id, 1)) scope.lambdaOf(entry);
  }
}

function filterGoal(goal: Goal, lambda: Scope, lists: Value[][], wanted: Value[][]): void {
  const target: boolean[] = [];
  const care: boolean[] = [];
  for (let row = 0; row < lists.length; row++) {
    const [list, kept] = [lists[row] as Value[], wanted[row] as Value[]];
    if (!isSubsequence(kept, list)) return;
    for (const item of list) {
      const [all, left] = [countOf(list, item), countOf(kept, item)];
      target.push(left > 0);
      care.push(left === 0 || left === all);
    }
  }
  if (target.every(Boolean)) return;
  const booleanId = goal.scope.search.types.find({ kind: "boolean" }) as TypeId;
  subGoal(goal, lambda, "filter", booleanId, target, care.every(Boolean) ? undefined : care);
}

function subGoal(
  goal: Goal,
  lambda: Scope,
  name: string,
  type: TypeId | undefined,
  target: Value[],
  care?: boolean[],
): void {
  if (type === undefined) return;
  const source = lambda.source as LambdaSource;
  const operator = operatorNamed(name);
  const inner = new Goal(lambda, type, target, care, (body, cost) => {
    const arrow: Lambda = { kind: "lambda", type, element: source.element, index: source.index, body };
    goal.solve(
      { kind: "call", type: goal.type, operator, args: [source.list.expression, arrow] },
      cost + source.list.cost + operator.cost,
    );
  });
  equipGoal(inner);
  lambda.goals.push(inner);
}

function chunks(lists: Value[][], size: number): Value[] {
  return lists.flatMap((list) =>
    Array.from({ length: list.length / size }, (_, i) => list.slice(i * size, (i + 1) * size)),
  );
}

function isSubsequence(part: Value[], whole: Value[]): boolean {
  let at = 0;
  for (const item of whole) if (at < part.length && sameValue(item, part[at])) at++;
  return at === part.length;
}

function countOf(list: Value[], item: Value): number {
  return list.filter((other) => sameValue(other, item)).length;
}
