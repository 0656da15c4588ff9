import type { Operator } from "./operator.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

/** A program, or a part of one. */
export type Expression = Variable | Constant | Call | Lambda | Conditional | Sequence;

/** A parameter of the program or of a lambda; `slot` is its place in the environment. */
export interface Variable {
  kind: "variable";
  type: TypeId;
  slot: number;
  name: string;
}

/** A literal. */
export interface Constant {
  kind: "constant";
  type: TypeId;
  value: Value;
}

/** An operation, or a skill, on its arguments. */
export interface Call {
  kind: "call";
  type: TypeId;
  operator: Operator;
  args: Expression[];
}

/** An arrow function, as an argument: `(x, i) => body`. */
export interface Lambda {
  kind: "lambda";
  type: TypeId;
  element: Variable;
  index: Variable;
  body: Expression;
}

/** `test ? yes : no`. */
export interface Conditional {
  kind: "conditional";
  type: TypeId;
  test: Expression;
  yes: Expression;
  no: Expression;
}

/** Pieces one after the other: a template string, or an array literal in which arrays are spread. */
export interface Sequence {
  kind: "sequence";
  type: TypeId;
  of: "string" | "array";
  parts: { expression: Expression; spread: boolean }[];
}

/** The parts an expression is made of, in the order they are printed. */
export function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case "call":
      return expression.args;
    case "lambda":
      return [expression.body];
    case "conditional":
      return [expression.test, expression.yes, expression.no];
    case "sequence":
      return expression.parts.map((part) => part.expression);
    default:
      return [];
  }
}

/** Whether a variable occurs in an expression. */
export function mentions(expression: Expression, variable: Variable): boolean {
  if (expression.kind === "variable") return expression.slot === variable.slot;
  return childrenOf(expression).some((child) => mentions(child, variable));
}

/** Calls `visit` on an expression and all its parts. */
export function walk(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
}
