import { describe, expect, it } from "vitest";
import { callOf, constantOf } from "./build.ts";
import type { Expression, Lambda, Variable } from "./expression.ts";
import { moduleText, operationsOf } from "./module-text.ts";
import { arrayOf, numberType, typeTableOf } from "./type-table.ts";

const list = arrayOf(numberType);
const types = typeTableOf([list]);
const [number, boolean, numbers] = [
  types.find(numberType)!,
  types.find({ kind: "boolean" })!,
  types.find(list)!,
];
const xs: Variable = { kind: "variable", type: numbers, slot: 0, name: "xs" };
const x: Variable = { kind: "variable", type: number, slot: 1, name: "item of xs" };
const index: Variable = { kind: "variable", type: number, slot: 2, name: "i" };

describe("moduleText", () => {
  it("wraps a long goal at 100 columns", () => {
    const goal = "Give the numbers of the list, each once, in the order in which they come first. ".repeat(2);
    const text = textOf(xs, goal);
    expect(text.split("\n").slice(0, 4)).toEqual([
      "/**",
      " * Give the numbers of the list, each once, in the order in which they come first. Give the numbers",
      " * of the list, each once, in the order in which they come first.",
      " */",
    ]);
  });

  it("gives a name to what recurs, outside of lambdas", () => {
    const total = callOf("sum", number, xs);
    const body = callOf("subtract", number, x, total);
    const shifted = callOf("map", numbers, xs, lambda(body));
    expect(bodyOf(callOf("append", numbers, shifted, total))).toEqual([
      "const total = xs.reduce((sum, x) => sum + x, 0);",
      "return [...xs.map((x) => x - total), total];",
    ]);
  });

  it("does not let the variable of a lambda hide a name", () => {
    const items = { ...xs, name: "x" };
    const last = callOf("item", number, callOf("reverse", numbers, items), constantOf(number, 0));
    const shifted = callOf("map", numbers, items, lambda(callOf("add", number, x, last)));
    expect(bodyOf(callOf("append", numbers, shifted, last), "x")).toEqual([
      "const item = x.toReversed().at(0);",
      "return [...x.map((element) => element + item), item];",
    ]);
  });

  it("writes cases as ifs", () => {
    const short = callOf("less", boolean, callOf("length", number, xs), constantOf(number, 3));
    const empty = callOf("equals", boolean, callOf("length", number, xs), constantOf(number, 0));
    const inner: Expression = {
      kind: "conditional",
      type: number,
      test: empty,
      yes: constantOf(number, -1),
      no: constantOf(number, 0),
    };
    const outer: Expression = {
      kind: "conditional",
      type: number,
      test: short,
      yes: inner,
      no: callOf("maximum", number, xs),
    };
    expect(bodyOf(outer)).toEqual([
      "if (xs.length < 3) {",
      "if (xs.length === 0) return -1;",
      "return 0;",
      "}",
      "return Math.max(...xs);",
    ]);
  });

  it("uses parentheses where the grammar needs them and nowhere else", () => {
    const first = callOf("item", number, xs, constantOf(number, 0));
    const sum = callOf(
      "add",
      number,
      callOf("add", number, first, constantOf(number, 1)),
      constantOf(number, -2),
    );
    expect(bodyOf(sum)).toEqual(["return xs.at(0) + 1 - 2;"]);
    expect(bodyOf(callOf("multiply", number, first, sum))).toEqual(["return xs.at(0) * (xs.at(0) + 1 - 2);"]);
  });

  it("negates comparisons", () => {
    const last = callOf("find", number, xs, lambda(callOf("equals", boolean, x, constantOf(number, 1))));
    const same = callOf("equals", boolean, callOf("add", number, last, last), constantOf(number, 0));
    expect(bodyOf(callOf("not", boolean, same)).at(-1)).toMatch(/ !== 0;$/);
    const both = callOf("and", boolean, same, same);
    expect(bodyOf(callOf("not", boolean, both)).at(-1)).toMatch(/^return !/);
  });

  it("keeps a goal from ending its comment", () => {
    expect(textOf(xs, "Ends */ here\n and goes on")).toContain("/** Ends * / here and goes on */");
  });

  it("counts operations", () => {
    expect(operationsOf(callOf("map", numbers, xs, lambda(callOf("add", number, x, x))))).toEqual({
      map: 1,
      add: 1,
    });
  });
});

function lambda(body: Expression): Lambda {
  return { kind: "lambda", type: body.type, element: x, index, body };
}

function bodyOf(expression: Expression, parameter = "xs"): string[] {
  const lines = textOf(expression, "Goal.", parameter).split("\n").slice(2, -2);
  return lines.map((line) => line.trim());
}

function textOf(expression: Expression, doc: string, parameter = "xs"): string {
  const request = {
    functionName: "solve",
    parameters: [{ name: parameter, type: list }],
    result: types.get(expression.type),
  };
  return moduleText(
    { ...request, examples: [], components: [], budget: 0, refused: [], doc },
    expression,
    types,
  );
}
