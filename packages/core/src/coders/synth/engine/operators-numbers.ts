import { isCall, type Operator } from "./operator.ts";
import { arrow, type Printed, rank, template } from "./printed.ts";
import type { Value } from "./value.ts";

/** Longer lists than this are not made out of numbers. */
const longestMade = 256;

/** Lists of numbers: putting them in order, adding them up, counting up to a number. */
export const numbersOperators: Operator[] = [
  {
    name: "sortNumbers",
    signature: "number[] -> number[]",
    cost: 4,
    evaluate: (xs: number[]) => xs.toSorted((a, b) => a - b),
    print: template("$0.toSorted((a, b) => a - b)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "sorted",
  },
  {
    name: "descending",
    signature: "number[] -> number[]",
    cost: 5,
    evaluate: (xs: number[]) => xs.toSorted((a, b) => b - a),
    print: template("$0.toSorted((a, b) => b - a)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "sorted",
  },
  {
    name: "sum",
    signature: "number[] -> number",
    cost: 4,
    evaluate(xs: number[]) {
      let total = 0;
      for (const x of xs) total += x;
      return total;
    },
    print: template("$0.reduce((sum, x) => sum + x, 0)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "total",
  },
  {
    name: "product",
    signature: "number[] -> number",
    cost: 7,
    evaluate(xs: number[]) {
      let total = 1;
      for (const x of xs) total *= x;
      return total;
    },
    print: template("$0.reduce((product, x) => product * x, 1)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "product",
  },
  {
    name: "maximum",
    signature: "number[] -> number",
    cost: 4,
    evaluate: (xs: number[]) => (xs.length === 0 ? undefined : Math.max(...xs)),
    print: template("Math.max(...$a0)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "largest",
  },
  {
    name: "minimum",
    signature: "number[] -> number",
    cost: 4,
    evaluate: (xs: number[]) => (xs.length === 0 ? undefined : Math.min(...xs)),
    print: template("Math.min(...$a0)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "smallest",
  },
  {
    name: "maximumOrZero",
    signature: "number[] -> number",
    cost: 5,
    evaluate: (xs: number[]) => Math.max(0, ...xs),
    print: template("Math.max(0, ...$a0)"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "reverse", "descending", "sortBy"),
    noun: "largest",
  },
  {
    name: "range",
    signature: "number -> number[]",
    cost: 6,
    evaluate: (length: number) => listOf(length, (i) => i),
    print: template("Array.from({ length: $a0 }, (_, i) => i)"),
    noun: "indices",
  },
  {
    name: "rangeFromOne",
    signature: "number -> number[]",
    cost: 7,
    evaluate: (length: number) => listOf(length, (i) => i + 1),
    print: template("Array.from({ length: $a0 }, (_, i) => i + 1)"),
    noun: "numbers",
  },
  {
    name: "fill",
    signature: "number, T -> T[]",
    cost: 6,
    evaluate: (length: number, x: Value) => listOf(length, () => x),
    print: ([length, x]) => ({
      text: `Array.from({ length: ${(length as Printed).text} }, ${arrow("", x as Printed).text})`,
      rank: rank.member,
    }),
  },
  {
    name: "repeatList",
    signature: "T[], number -> T[]",
    cost: 8,
    evaluate: (xs: Value[], length: number) =>
      length * xs.length <= longestMade ? repeated(xs, length) : undefined,
    print: template("Array.from({ length: $a1 }, () => $a0).flat()"),
  },
  {
    name: "digits",
    signature: "number -> number[]",
    cost: 8,
    evaluate: (n: number) => (n >= 0 && Number.isInteger(n) ? Array.from(String(n), Number) : undefined),
    print: template("[...String($a0)].map(Number)"),
    noun: "digits",
  },
];

/** As `Array.from({ length }, item)`, but fast, and a failure when it would be very long. */
function listOf(length: number, item: (i: number) => Value): Value[] | undefined {
  if (length > longestMade) return undefined;
  const list: Value[] = [];
  for (let i = 0; i < Math.floor(length); i++) list.push(item(i));
  return list;
}

function repeated(xs: Value[], times: number): Value[] {
  const list: Value[] = [];
  for (let i = 0; i < Math.floor(times); i++) list.push(...xs);
  return list;
}
