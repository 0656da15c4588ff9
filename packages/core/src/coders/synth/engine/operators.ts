import type { Operator } from "./operator.ts";
import { arrayOperators } from "./operators-array.ts";
import { booleanOperators } from "./operators-boolean.ts";
import { lambdaOperators } from "./operators-lambda.ts";
import { numberOperators } from "./operators-number.ts";
import { numbersOperators } from "./operators-numbers.ts";
import { patternOperators } from "./operators-pattern.ts";
import { stringOperators } from "./operators-string.ts";

/** The language that is searched. */
export const operators: readonly Operator[] = [
  ...numberOperators,
  ...booleanOperators,
  ...arrayOperators,
  ...numbersOperators,
  ...lambdaOperators,
  ...stringOperators,
  ...patternOperators,
];
