import { operatorNamed } from "./build.ts";
import { usesNothing } from "./entry.ts";
import type { Call, Expression, Lambda } from "./expression.ts";
import { Goal, type Tactic } from "./goal.ts";
import type { LambdaSource, Scope } from "./scope.ts";
import { equipGoal } from "./tactics.ts";
import type { TypeId } from "./type-table.ts";
import { sameValue, type Value } from "./value.ts";

const mostBodies = 3;
const mostDerived = 2;
const dearestDerived = 3;

/**
 * A list may be made of some of the items of another, each turned into something: `xs.filter((x) => …).map((x) => …)`.
 * Whatever bodies give the wanted items in their order, with others between, make the choice of the items a goal of its own.
 */
export function sift(goal: Goal): Tactic | undefined {
  const { scope, type } = goal;
  const { types } = scope.search;
  const listType = types.get(type);
  if (listType.kind !== "array" || goal.care || scope.depth > 0) return undefined;
  const elementId = types.find(listType.of) as TypeId;
  const wanted = goal.target as Value[][];
  if (wanted.flat().length < 2) return undefined;
  const lambdas: Scope[] = [];
  let derived = 0;
  return {
    observe(entry) {
      if (!scope.search.lean || derived >= mostDerived || entry.cost > dearestDerived) return;
      if (entry.uses === usesNothing || entry.expression.kind === "variable") return;
      if (types.get(entry.type).kind !== "array" || !isLonger(entry.values as Value[][], wanted)) return;
      derived++;
      scope.openLambda(entry);
    },
    afterLevel() {
      for (const lambda of lambdas) lambda.ensure(scope.level - 1);
    },
    opened(lambda) {
      const { list, element, firstRow } = lambda.source as LambdaSource;
      const lists = list.values as Value[][];
      if (!isLonger(lists, wanted)) return;
      lambdas.push(lambda);
      let bodies = 0;
      const bodyGoal = new Goal(
        lambda,
        elementId,
        [],
        Array.from({ length: lambda.rows }, () => true),
        () => {},
      );
      bodyGoal.tactics.push({
        observe(entry) {
          if (bodies >= mostBodies || entry.type !== elementId || entry.uses === usesNothing) return;
          if (entry.expression === element) return;
          const chosen = chosenItems(lists, firstRow, entry.values, wanted);
          if (!chosen) return;
          bodies++;
          const map = lambdaCall("map", type, lambda, entry.expression);
          chooseGoal(goal, lambda, chosen, entry.cost, map);
        },
      });
      lambda.goals.push(bodyGoal);
    },
  };
}

/** Whether some lists have items to leave out, and none has too few. */
function isLonger(lists: Value[][], wanted: Value[][]): boolean {
  let more = false;
  for (const [row, items] of lists.entries()) {
    const { length } = wanted[row] as Value[];
    if (items.length < length) return false;
    if (items.length > length) more = true;
  }
  return more;
}

function chooseGoal(
  goal: Goal,
  lambda: Scope,
  { target, care }: Choice,
  cost: number,
  map: (list: Expression) => Call,
): void {
  const { list } = lambda.source as LambdaSource;
  const booleanId = goal.scope.search.types.find({ kind: "boolean" }) as TypeId;
  const inner = new Goal(lambda, booleanId, target, care, (test, spent) => {
    const filter = lambdaCall("filter", list.type, lambda, test)(list.expression);
    goal.solve(map(filter), list.cost + spent + cost + 6);
  });
  equipGoal(inner);
  lambda.goals.push(inner);
  for (const entry of lambda.all(booleanId)) {
    if (entry.uses !== usesNothing && inner.met(entry.values, NaN)) inner.solve(entry.expression, entry.cost);
  }
  for (const type of lambda.search.types.types.keys()) {
    for (const entry of lambda.all(type)) inner.observe(entry);
  }
}

function lambdaCall(
  name: "map" | "filter",
  type: TypeId,
  lambda: Scope,
  body: Expression,
): (list: Expression) => Call {
  const { element, index } = lambda.source as LambdaSource;
  const arrow: Lambda = { kind: "lambda", type: body.type, element, index, body };
  return (list) => ({ kind: "call", type, operator: operatorNamed(name), args: [list, arrow] });
}

/** For each item, whether it is among the wanted ones, and whether that is certain. */
interface Choice {
  target: boolean[];
  care: boolean[];
}

function chosenItems(
  lists: Value[][],
  firstRow: number[],
  mapped: Value[],
  wanted: Value[][],
): Choice | undefined {
  const target: boolean[] = [];
  const care: boolean[] = [];
  for (const [row, list] of lists.entries()) {
    const start = firstRow[row] as number;
    const items = mapped.slice(start, start + list.length);
    const kept = wanted[row] as Value[];
    let at = 0;
    for (const item of items) {
      if (at < kept.length && sameValue(item, kept[at])) at++;
      const all = items.filter((other) => sameValue(other, item)).length;
      const left = kept.filter((other) => sameValue(other, item)).length;
      target.push(left > 0);
      care.push(left === 0 || left === all);
    }
    if (at < kept.length) return undefined;
  }
  return target.every(Boolean) || !target.includes(true) ? undefined : { target, care };
}
