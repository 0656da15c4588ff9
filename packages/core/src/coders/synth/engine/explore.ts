import { compile } from "./compile.ts";
import type { Answer } from "./answers.ts";
import { usesOwn } from "./entry.ts";
import { type Expression, walk } from "./expression.ts";
import { Goal } from "./goal.ts";
import { moduleText, operationsOf, skillsOf } from "./module-text.ts";
import { chosenRows, type Row } from "./rows.ts";
import { Scope } from "./scope.ts";
import type { Search } from "./search.ts";
import type { SynthRequest } from "./synthesize.ts";
import { equipGoal } from "./tactics.ts";
import { sameValue, type Value } from "./value.ts";

/** Programs dearer than this are out of reach for any budget. */
const dearest = 60;

/** Runs one search to its end and hands over each program that fits all examples. */
export function explore(
  request: SynthRequest,
  search: Search,
  all: readonly Row[],
  found: (answer: Answer) => void,
): void {
  const rows = chosenRows(all);
  const scope = new Scope(search, rows.length, 0);
  request.parameters.forEach(({ name, type }, position) => {
    const variable = { kind: "variable", type: search.types.add(type), slot: search.slot(), name } as const;
    scope.addLeaf(
      variable,
      rows.map(({ input }) => input[position] as Value),
      1,
      usesOwn,
    );
  });
  const solve = (expression: Expression, cost: number): void => {
    search.spend();
    // The same answer to one or two examples says nothing about the others.
    if (all.length < 3 && isConstant(expression)) return;
    if (!fits(expression, all)) return;
    found({
      run: compile(expression),
      text: () => moduleText(request, expression, search.types),
      skills: skillsOf(expression).map(({ name }) => name),
      operations: operationsOf(expression),
      cost,
      level: scope.level,
    });
  };
  const resultId = search.types.add(request.result);
  const goal = new Goal(
    scope,
    resultId,
    rows.map(({ output }) => output),
    undefined,
    solve,
  );
  equipGoal(goal);
  scope.goals.push(goal);
  const first = (all[0] as Row).output;
  if (all.every(({ output }) => sameValue(output, first))) {
    goal.solve({ kind: "constant", type: resultId, value: first }, literalCost(first));
  }
  scope.ensure(dearest);
}

function fits(expression: Expression, rows: readonly Row[]): boolean {
  const run = compile(expression);
  return rows.every(({ input, output }) => {
    try {
      return sameValue(run([...input]), output);
    } catch {
      return false;
    }
  });
}

function isConstant(expression: Expression): boolean {
  let constant = true;
  walk(expression, ({ kind }) => {
    if (kind === "variable") constant = false;
  });
  return constant;
}

/** Bits of a literal. */
function literalCost(value: Value): number {
  if (typeof value !== "object") return 4;
  return Object.values(value).reduce((sum: number, item) => sum + literalCost(item), 6);
}
