import { comparison } from "./operators-number.ts";
import { isCall, type Operator } from "./operator.ts";
import { infix, type Printed, rank, within } from "./printed.ts";

/** Logic, and comparisons of strings and booleans. */
export const booleanOperators: Operator[] = [
  {
    name: "not",
    signature: "boolean -> boolean",
    cost: 4,
    evaluate: (a: boolean) => !a,
    print: ([a]) => negated(a as Printed),
    redundant: ([a]) => isCall(a, "not", "less", "atMost"),
  },
  {
    name: "and",
    signature: "boolean, boolean -> boolean",
    cost: 5,
    commutative: true,
    evaluate: (a: boolean, b: boolean) => a && b,
    print: infix("&&", rank.and),
    redundant: ([a, b]) => a === b || isCall(b, "and"),
  },
  {
    name: "or",
    signature: "boolean, boolean -> boolean",
    cost: 5,
    commutative: true,
    evaluate: (a: boolean, b: boolean) => a || b,
    print: infix("||", rank.or),
    redundant: ([a, b]) => a === b || isCall(b, "or"),
  },
  {
    name: "sameText",
    signature: "string, string -> boolean",
    cost: 4,
    commutative: true,
    evaluate: (a: string, b: string) => a === b,
    print: (args) => comparison("===", "===", rank.equality)(args),
    redundant: ([a, b]) => a === b,
  },
  {
    name: "textBefore",
    signature: "string, string -> boolean",
    cost: 8,
    evaluate: (a: string, b: string) => a < b,
    print: (args) => comparison("<", ">", rank.relational)(args),
    redundant: ([a, b]) => a === b || a?.kind === "constant" || b?.kind === "constant",
  },
];

/** `!a`, written with the opposite comparison where there is one: an equality whose operator is its only ` === `. */
function negated(a: Printed): Printed {
  const sides = a.text.split(" === ");
  if (a.rank === rank.equality && sides.length === 2)
    return { text: sides.join(" !== "), rank: rank.equality };
  return { text: `!${within(a, rank.unary)}`, rank: rank.unary };
}
