import type { ValueType } from "../../../task/signature.ts";
import { defaultOf, orDefault } from "./operators-array.ts";
import type { Expression } from "./expression.ts";
import type { Operator } from "./operator.ts";
import { freshName, infix, method, type Printed, rank, template, within } from "./printed.ts";
import type { Value } from "./value.ts";

type Body<Result> = (item: Value, index: number) => Result;

/** Operations that take an arrow function over the items of an array. */
export const lambdaOperators: Operator[] = [
  {
    name: "map",
    signature: "T[], T => U -> U[]",
    cost: 3,
    indexed: true,
    evaluate: (xs: Value[], body: Body<Value>) => xs.map(body),
    print: method("map"),
  },
  {
    name: "filter",
    signature: "T[], T => boolean -> T[]",
    cost: 3,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.filter(body),
    print: method("filter"),
  },
  {
    name: "count",
    signature: "T[], T => boolean -> number",
    cost: 4,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.filter(body).length,
    print: template("$0.filter($a1).length"),
    noun: "count",
  },
  {
    name: "some",
    signature: "T[], T => boolean -> boolean",
    cost: 4,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.some(body),
    print: method("some"),
  },
  {
    name: "every",
    signature: "T[], T => boolean -> boolean",
    cost: 4,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.every(body),
    print: method("every"),
  },
  {
    name: "find",
    signature: "T[], T => boolean -> T",
    cost: 5,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.find(body),
    print: method("find"),
    forType: (type) => found("find", type),
  },
  {
    name: "findLast",
    signature: "T[], T => boolean -> T",
    cost: 7,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.findLast(body),
    print: method("findLast"),
    forType: (type) => found("findLast", type),
  },
  {
    name: "findIndex",
    signature: "T[], T => boolean -> number",
    cost: 5,
    indexed: true,
    evaluate: (xs: Value[], body: Body<boolean>) => xs.findIndex(body),
    print: method("findIndex"),
    noun: "position",
  },
  {
    name: "sumOf",
    signature: "T[], T => number -> number",
    cost: 6,
    indexed: true,
    evaluate(xs: Value[], body: Body<number>) {
      let total = 0;
      for (let i = 0; i < xs.length; i++) total += body(xs[i] as Value, i);
      return total;
    },
    print: template("$0.map($a1).reduce((sum, x) => sum + x, 0)"),
    noun: "total",
  },
  {
    name: "sortBy",
    signature: "T[], T => number -> T[]",
    cost: 5,
    evaluate: (xs: Value[], body: Body<number>) => sortedBy(xs, body),
    print: ([xs], [, key], bodyAs) => {
      const plain = [bodyAs(key as Expression, "_")];
      const [a, b] = [freshName("a", plain), freshName("b", plain)];
      const order = infix(
        "-",
        rank.additive,
      )([bodyAs(key as Expression, a), bodyAs(key as Expression, b)]).text;
      return {
        text: `${within(xs as Printed, rank.member)}.toSorted((${a}, ${b}) => ${order})`,
        rank: rank.member,
      };
    },
    noun: "sorted",
  },
  {
    name: "flatMap",
    signature: "T[], T => U[] -> U[]",
    cost: 4,
    indexed: true,
    evaluate: (xs: Value[], body: Body<Value[]>) => xs.flatMap(body),
    print: method("flatMap"),
  },
];

function found(name: "find" | "findLast", type: ValueType): Pick<Operator, "evaluate" | "print"> {
  const missing = defaultOf(type);
  return {
    evaluate: (xs: Value[], body: Body<boolean>) => xs[name](body) ?? missing,
    print: (args) => orDefault(method(name)(args).text, type),
  };
}

/** Stable, with each key computed once. */
function sortedBy(xs: Value[], body: Body<number>): Value[] {
  const keyed = xs.map((x, i) => ({ x, key: body(x, i) }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ x }) => x);
}
