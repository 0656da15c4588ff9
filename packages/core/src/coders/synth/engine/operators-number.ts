import { isCall, isConstant, type Operator } from "./operator.ts";
import { call, infix, type Printed, rank, template, within } from "./printed.ts";

/** Arithmetic and comparisons of numbers. */
export const numberOperators: Operator[] = [
  {
    name: "add",
    signature: "number, number -> number",
    cost: 3,
    commutative: true,
    evaluate: (a: number, b: number) => a + b,
    print: (args) => printSum(args),
    redundant: ([a, b]) => isConstant(a, 0) || isConstant(b, 0) || isCall(b, "add"),
  },
  {
    name: "subtract",
    signature: "number, number -> number",
    cost: 4,
    evaluate: (a: number, b: number) => a - b,
    print: infix("-", rank.additive),
    redundant: ([a, b]) => isConstant(b, 0) || a === b || (b?.kind === "constant" && (b.value as number) < 0),
  },
  {
    name: "multiply",
    signature: "number, number -> number",
    cost: 4,
    commutative: true,
    evaluate: (a: number, b: number) => a * b,
    print: infix("*", rank.multiplicative),
    redundant: (args) =>
      args.some((arg) => isConstant(arg, 0) || isConstant(arg, 1)) || isCall(args[1], "multiply"),
  },
  {
    name: "divide",
    signature: "number, number -> number",
    cost: 6,
    evaluate: (a: number, b: number) => a / b,
    print: infix("/", rank.multiplicative),
    redundant: ([a, b]) => isConstant(b, 0) || isConstant(b, 1) || a === b,
  },
  {
    name: "quotient",
    signature: "number, number -> number",
    cost: 6,
    evaluate: (a: number, b: number) => Math.floor(a / b),
    print: template("Math.floor($0 / $1)"),
    redundant: ([a, b]) => isConstant(b, 0) || isConstant(b, 1) || a === b,
  },
  {
    name: "remainder",
    signature: "number, number -> number",
    cost: 4,
    evaluate: (a: number, b: number) => a % b,
    print: infix("%", rank.multiplicative),
    redundant: ([a, b]) => isConstant(b, 0) || isConstant(b, 1) || a === b,
  },
  {
    name: "larger",
    signature: "number, number -> number",
    cost: 6,
    commutative: true,
    evaluate: (a: number, b: number) => Math.max(a, b),
    print: call("Math.max"),
    redundant: ([a, b]) => a === b,
  },
  {
    name: "smaller",
    signature: "number, number -> number",
    cost: 6,
    commutative: true,
    evaluate: (a: number, b: number) => Math.min(a, b),
    print: call("Math.min"),
    redundant: ([a, b]) => a === b,
  },
  {
    name: "magnitude",
    signature: "number -> number",
    cost: 6,
    evaluate: (a: number) => Math.abs(a),
    print: call("Math.abs"),
    redundant: ([a]) => isCall(a, "magnitude"),
  },
  {
    name: "negate",
    signature: "number -> number",
    cost: 6,
    evaluate: (a: number) => -a,
    print: ([a]) => ({ text: `-${within(a as Printed, rank.member)}`, rank: rank.unary }),
    redundant: ([a]) => isCall(a, "negate", "subtract"),
  },
  {
    name: "round",
    signature: "number -> number",
    cost: 7,
    evaluate: (a: number) => Math.round(a),
    print: call("Math.round"),
    redundant: ([a]) => !isCall(a, "divide", "multiply", "squareRoot", "component"),
  },
  {
    name: "squareRoot",
    signature: "number -> number",
    cost: 7,
    evaluate: (a: number) => Math.sqrt(a),
    print: call("Math.sqrt"),
  },
  {
    name: "equals",
    signature: "number, number -> boolean",
    cost: 3,
    commutative: true,
    evaluate: (a: number, b: number) => a === b,
    print: (args) => comparison("===", "===", rank.equality)(args),
  },
  {
    name: "less",
    signature: "number, number -> boolean",
    cost: 3,
    evaluate: (a: number, b: number) => a < b,
    print: (args) => comparison("<", ">", rank.relational)(args),
    redundant: ([a, b]) => a === b,
  },
  {
    name: "atMost",
    signature: "number, number -> boolean",
    cost: 5,
    evaluate: (a: number, b: number) => a <= b,
    print: (args) => comparison("<=", ">=", rank.relational)(args),
    redundant: ([a, b]) => a === b,
  },
];

/** Comparisons have the literal on the right, whatever order they were found in. */
export function comparison(symbol: string, mirrored: string, level: number): (args: Printed[]) => Printed {
  return ([left, right]) => {
    const swap = isLiteral(left as Printed) && !isLiteral(right as Printed);
    return swap
      ? infix(mirrored, level)([right as Printed, left as Printed])
      : infix(symbol, level)([left as Printed, right as Printed]);
  };
}

/** `x - 1` rather than `x + -1`, and the literal on the right. */
function printSum(args: Printed[]): Printed {
  const [left, right] = isLiteral(args[0] as Printed)
    ? [args[1] as Printed, args[0] as Printed]
    : (args as [Printed, Printed]);
  if (isLiteral(right) && right.text.startsWith("-")) {
    return { text: `${within(left, rank.additive)} - ${right.text.slice(1)}`, rank: rank.additive };
  }
  return infix("+", rank.additive)([left, right]);
}

function isLiteral(printed: Printed): boolean {
  return /^-?[\d.]+$|^"[^"]*"$/.test(printed.text);
}
