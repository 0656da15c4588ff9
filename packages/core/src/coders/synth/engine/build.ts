import type { Call, Constant, Expression } from "./expression.ts";
import type { Operator } from "./operator.ts";
import { arrayOperators } from "./operators-array.ts";
import { booleanOperators } from "./operators-boolean.ts";
import { lambdaOperators } from "./operators-lambda.ts";
import { numberOperators } from "./operators-number.ts";
import { numbersOperators } from "./operators-numbers.ts";
import { stringOperators } from "./operators-string.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

const byName = new Map(
  [
    ...numberOperators,
    ...booleanOperators,
    ...stringOperators,
    ...arrayOperators,
    ...numbersOperators,
    ...lambdaOperators,
  ].map((operator) => [operator.name, operator]),
);

/** A call of a built-in operation by name, for the tactics, which make expressions of their own. */
export function callOf(name: string, type: TypeId, ...args: Expression[]): Call {
  return { kind: "call", type, operator: operatorNamed(name), args };
}

/** The built-in operation of this name. */
export function operatorNamed(name: string): Operator {
  return byName.get(name) as Operator;
}

/** A literal. */
export function constantOf(type: TypeId, value: Value): Constant {
  return { kind: "constant", type, value };
}

/** Bits that a number costs which was worked out from the examples: round and small ones are likelier. */
export function numberCost(value: number): number {
  const size = Math.abs(value);
  if (!Number.isInteger(value)) return 10;
  if (size <= 2) return 3;
  if (size <= 10) return 5;
  return size % 10 === 0 ? 6 : 8;
}
