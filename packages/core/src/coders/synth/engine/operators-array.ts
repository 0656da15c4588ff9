import type { ValueType } from "../../../task/signature.ts";
import { isCall, isConstant, type Operator } from "./operator.ts";
import { literal, method, type Printed, property, rank, template, within } from "./printed.ts";
import type { Value } from "./value.ts";

/** Operations on arrays without lambdas. */
export const arrayOperators: Operator[] = [
  {
    name: "length",
    signature: "T[] -> number",
    cost: 4,
    evaluate: (xs: Value[]) => xs.length,
    print: property("length"),
    redundant: ([xs]) => isCall(xs, "sortNumbers", "sortTexts", "reverse", "map", "sortBy", "descending"),
    noun: "count",
  },
  {
    name: "item",
    signature: "T[], number -> T",
    cost: 3,
    evaluate: (xs: Value[], i: number) => xs.at(i),
    print: method("at"),
    forType: (type) => ({
      evaluate: (xs: Value[], i: number) => xs.at(i) ?? defaultOf(type),
      print: (args, [, i]) => printItem(args, i?.kind === "constant" && (i.value as number) >= 0, type),
    }),
    noun: "item",
  },
  {
    name: "from",
    signature: "T[], number -> T[]",
    cost: 4,
    evaluate: (xs: Value[], from: number) => xs.slice(from),
    print: method("slice"),
    redundant: ([xs, from]) => isConstant(from, 0) || isCall(xs, "from"),
    noun: "rest",
  },
  {
    name: "to",
    signature: "T[], number -> T[]",
    cost: 4,
    evaluate: (xs: Value[], to: number) => xs.slice(0, to),
    print: template("$0.slice(0, $a1)"),
    redundant: ([xs, to]) => isConstant(to, 0) || isCall(xs, "to"),
    noun: "head",
  },
  {
    name: "slice",
    signature: "T[], number, number -> T[]",
    cost: 6,
    evaluate: (xs: Value[], from: number, to: number) => xs.slice(from, to),
    print: method("slice"),
    redundant: ([, from, to]) => isConstant(from, 0) || isConstant(to, 0) || from === to,
    noun: "part",
  },
  {
    name: "reverse",
    signature: "T[] -> T[]",
    cost: 4,
    evaluate: (xs: Value[]) => xs.toReversed(),
    print: method("toReversed"),
    redundant: ([xs]) => isCall(xs, "reverse", "sortNumbers", "descending"),
    noun: "reversed",
  },
  {
    name: "sortTexts",
    signature: "string[] -> string[]",
    cost: 5,
    evaluate: (xs: string[]) => xs.toSorted(),
    print: method("toSorted"),
    redundant: ([xs]) => isCall(xs, "sortTexts", "reverse", "sortBy"),
    noun: "sorted",
  },
  {
    name: "distinct",
    signature: "T[] -> T[]",
    cost: 5,
    only: ["number", "string", "boolean"],
    evaluate: (xs: Value[]) => [...new Set(xs)],
    print: template("[...new Set($a0)]"),
    redundant: ([xs]) => isCall(xs, "distinct"),
    noun: "distinct",
  },
  {
    name: "concatLists",
    signature: "T[], T[] -> T[]",
    cost: 5,
    evaluate: (xs: Value[], ys: Value[]) => [...xs, ...ys],
    print: ([xs, ys]) => bracketed(`...${(xs as Printed).text}`, `...${(ys as Printed).text}`),
    redundant: ([, ys]) => isCall(ys, "concatLists"),
  },
  {
    name: "append",
    signature: "T[], T -> T[]",
    cost: 5,
    evaluate: (xs: Value[], x: Value) => [...xs, x],
    print: ([xs, x]) => bracketed(`...${(xs as Printed).text}`, (x as Printed).text),
  },
  {
    name: "prepend",
    signature: "T, T[] -> T[]",
    cost: 5,
    evaluate: (x: Value, xs: Value[]) => [x, ...xs],
    print: ([x, xs]) => bracketed((x as Printed).text, `...${(xs as Printed).text}`),
  },
  {
    name: "single",
    signature: "T -> T[]",
    cost: 5,
    evaluate: (x: Value) => [x],
    print: ([x]) => bracketed((x as Printed).text),
  },
  {
    name: "includes",
    signature: "T[], T -> boolean",
    cost: 4,
    only: ["number", "string", "boolean"],
    evaluate: (xs: Value[], x: Value) => xs.includes(x),
    print: method("includes"),
  },
  {
    name: "indexOf",
    signature: "T[], T -> number",
    cost: 5,
    only: ["number", "string", "boolean"],
    evaluate: (xs: Value[], x: Value) => xs.indexOf(x),
    print: method("indexOf"),
  },
  {
    name: "lastIndexOf",
    signature: "T[], T -> number",
    cost: 7,
    only: ["number", "string", "boolean"],
    evaluate: (xs: Value[], x: Value) => xs.lastIndexOf(x),
    print: method("lastIndexOf"),
  },
  {
    name: "countOf",
    signature: "T[], T -> number",
    cost: 6,
    only: ["number", "string", "boolean"],
    evaluate(xs: Value[], x: Value) {
      let count = 0;
      for (const y of xs) if (y === x) count++;
      return count;
    },
    print: template("$0.filter((#y) => #y === $1).length"),
    noun: "count",
  },
  {
    name: "replaceAt",
    signature: "T[], number, T -> T[]",
    cost: 7,
    evaluate: (xs: Value[], i: number, x: Value) => xs.map((y, j) => (j === i ? x : y)),
    print: template("$0.map((#y, #j) => (#j === $1 ? $2 : #y))"),
  },
  {
    name: "removeAt",
    signature: "T[], number -> T[]",
    cost: 6,
    evaluate: (xs: Value[], i: number) => xs.toSpliced(i, 1),
    print: template("$0.toSpliced($a1, 1)"),
  },
  {
    name: "insertAt",
    signature: "T[], number, T -> T[]",
    cost: 7,
    evaluate: (xs: Value[], i: number, x: Value) => xs.toSpliced(i, 0, x),
    print: template("$0.toSpliced($a1, 0, $a2)"),
  },
  {
    name: "removeRange",
    signature: "T[], number, number -> T[]",
    cost: 8,
    evaluate: (xs: Value[], i: number, count: number) => xs.toSpliced(i, count),
    print: template("$0.toSpliced($a1, $a2)"),
    redundant: ([, , count]) => isConstant(count, 0) || isConstant(count, 1) || isConstant(count, -1),
  },
  {
    name: "remove",
    signature: "T[], T -> T[]",
    cost: 5,
    only: ["number", "string", "boolean"],
    evaluate: (xs: Value[], x: Value) => xs.filter((y) => y !== x),
    print: template("$0.filter((#y) => #y !== $1)"),
  },
  {
    name: "flat",
    signature: "T[][] -> T[]",
    cost: 4,
    evaluate: (rows: Value[][]) => rows.flat<Value[][]>(),
    print: method("flat"),
  },
];

/** What programs answer where there is no item, so that they also work on empty inputs. */
export function defaultOf(type: ValueType): Value {
  switch (type.kind) {
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "record":
      return Object.fromEntries(Object.entries(type.fields).map(([field, of]) => [field, defaultOf(of)]));
    default:
      return "";
  }
}

/** `a ?? 0`. */
export function orDefault(text: string, type: ValueType): Printed {
  return { text: `${text} ?? ${literal(defaultOf(type)).text}`, rank: rank.nullish };
}

function printItem([xs, i]: Printed[], plain: boolean, type: ValueType): Printed {
  const list = within(xs as Printed, rank.member);
  return orDefault(plain ? `${list}[${(i as Printed).text}]` : `${list}.at(${(i as Printed).text})`, type);
}

function bracketed(...parts: string[]): Printed {
  return { text: `[${parts.join(", ")}]`, rank: rank.member };
}
