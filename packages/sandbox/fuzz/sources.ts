import type { Json } from "@portolan/core";
import fc from "fast-check";

/** A program of a small grammar and what it gives for `n`, computed here without running or parsing it. */
export interface Computed {
  source: string;
  value: (n: number) => Json;
}

interface Term {
  text: string;
  at: (n: number) => number;
}

const { term } = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 5, depthIdentifier: "term" },
    fc.constant<Term>({ text: "n", at: (n) => n }),
    fc.integer({ min: 0, max: 999 }).map<Term>((k) => ({ text: `${k}`, at: () => k })),
    fc.tuple(tie("term"), fc.constantFrom("+", "-", "*"), tie("term")).map(([a, sign, b]): Term => ({
      text: `(${a.text} ${sign} ${b.text})`,
      at: (n) => calculate(a.at(n), sign, b.at(n)),
    })),
    fc.tuple(tie("term"), tie("term"), tie("term")).map(([a, b, c]): Term => ({
      text: `(${a.text} < ${b.text} ? ${c.text} : (${a.text} as number))`,
      at: (n) => (a.at(n) < b.at(n) ? c.at(n) : a.at(n)),
    })),
    fc.tuple(tie("term"), tie("term")).map(([a, b]): Term => ({
      text: `[${a.text}, ${b.text}].map((x: number): number => x % 97).reduce((x, y) => x + y, 0)`,
      at: (n) => (a.at(n) % 97) + (b.at(n) % 97),
    })),
    fc.tuple(tie("term"), tie("term")).map(([a, b]): Term => ({
      text: `((x: number) => x - ${b.text})(${a.text})`,
      at: (n) => a.at(n) - b.at(n),
    })),
  ),
}));

/** Programs that are right, in TypeScript. */
export const computed: fc.Arbitrary<Computed> = fc
  .tuple(fc.array(term, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([terms, waits]) => {
    const list = terms.map(
      ({ text }, i) => `  const t${i}: number = ${waits ? `await Promise.resolve(${text})` : text};`,
    );
    const kept = terms.map((_, i) => `t${i}`).join(", ");
    const head = waits
      ? "export async function subject(n: number): Promise<number[]>"
      : "export function subject(n: number): number[]";
    return {
      source: `${head} {\n${list.join("\n")}\n  return [${kept}];\n}\n`,
      value: (n) => terms.map(({ at }) => at(n)),
    };
  });

const pieces = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  "`",
  "${",
  "/*",
  "//",
  "\\u{",
  "'",
  '"',
  "=>",
  "<",
  ">",
  "?.",
  "async ",
  "await ",
  "yield ",
  "import ",
  "export ",
  "class A {",
  "#x",
  "@d ",
  "enum E {A}",
  "\u2028",
  "\0",
  "\ud800",
  "<!--",
  "for(;;);",
  "throw ",
  "return ",
  "new ",
  "...",
  "=",
  ";",
  "0n",
  "1e999",
  "type T =",
  "declare ",
  "satisfies ",
  "!",
];

const mutated = fc
  .tuple(
    computed,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("cut", "add", "swap"), fc.constantFrom(...pieces)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([{ source }, changes]) => changes.reduce((text, change) => mutate(text, ...change), source));

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

const nested = fc
  .tuple(
    fc.constantFrom(
      ["(", ")"],
      ["[", "]"],
      ["{", "}"],
      ["`${", "}`"],
      ["f(", ")"],
      ["x => ", ""],
      ["!", ""],
      ["Array<", ">"],
      ["a?b:", ""],
      ["class A extends (", "){}"],
    ),
    fc.integer({ min: 1, max: 6_000 }),
    fc.boolean(),
  )
  .map(
    ([[open, close], depth, closed]) =>
      `export const subject = ${open?.repeat(depth)}1${closed ? close?.repeat(depth) : ""}`,
  );

/** Texts that may be programs, and mostly are not. */
export const anySource: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: mutated, weight: 5 },
  { arbitrary: fc.oneof(units, fc.string({ unit: "binary", maxLength: 80 })), weight: 2 },
  {
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((list) => list.join("")),
    weight: 2,
  },
  { arbitrary: nested, weight: 1 },
);

function mutate(text: string, place: number, how: string, piece: string): string {
  const at = place % (text.length + 1);
  if (how === "cut") return text.slice(0, at) + text.slice(at + (piece.length % 4) + 1);
  if (how === "add") return text.slice(0, at) + piece + text.slice(at);
  return text.slice(0, at) + piece + text.slice(at + piece.length);
}

function calculate(a: number, sign: string, b: number): number {
  if (sign === "+") return a + b;
  return sign === "-" ? a - b : a * b;
}
