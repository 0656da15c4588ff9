import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "../json/json.ts";
import { parseSignature } from "../task/signature.ts";
import { generateInputs, type Reach } from "./generate-inputs.ts";
import { shapeOf } from "./read-shape.ts";
import { fitsShape } from "./shape.ts";

const given = (signature: string, inputs: Json[][]) => ({
  signature: parseSignature(signature),
  examples: inputs.map((input) => ({ input })),
});

function generated(signature: string, inputs: Json[][], reach: Reach = "near", count = 100): Json[][] {
  const task = given(signature, inputs);
  return generateInputs(task.signature, task.examples, { count, seed: 7, reach });
}

const tasks: [signature: string, inputs: Json[][]][] = [
  ["(n: number) => number", [[3], [10], [7]]],
  ["(x: number) => number", [[0.5], [-2.25]]],
  [
    "(yes: boolean, text: string) => string",
    [
      [true, "a b"],
      [false, ""],
    ],
  ],
  [
    "(xss: number[][]) => number",
    [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        [
          [5, 6],
          [7, 8],
          [9, 0],
        ],
      ],
    ],
  ],
  [
    "(people: { name: string; age?: number; tags: string[] }[]) => string",
    [[[{ name: "Ann", tags: ["x"] }]], [[]]],
  ],
  ["(value: string | number | null) => string", [["ab"], [3], [null]]],
  [
    '(unit: "cm" | "in", pair: [number, string]) => string',
    [
      ["cm", [1, "a"]],
      ["in", [2, "b"]],
    ],
  ],
  ["(counts: Record<string, number>) => string[]", [[{ a: 1 }], [{ b: 2, c: 3 }]]],
  [
    "(config: { deep?: { deeper: (string | null)[] } }) => number",
    [[{}], [{ deep: { deeper: ["a", null] } }]],
  ],
];

describe.each(tasks)("inputs for %s", (signature, inputs) => {
  const shapes = parseSignature(signature).parameters.map(({ type }) => shapeOf(type));

  it.each<Reach>(["near", "large", "wide"])(
    "are valid, %s, distinct, new, and the same each time",
    (reach) => {
      const found = generated(signature, inputs, reach);
      expect(found.length).toBeGreaterThan(4);
      expect(
        found.filter((input) => !shapes.every((shape, i) => fitsShape(shape, input[i] as Json))),
      ).toEqual([]);
      expect(found.filter((input) => input.length !== shapes.length)).toEqual([]);
      const keys = [...inputs, ...found].map(canonicalJson);
      expect(new Set(keys).size).toBe(keys.length);
      expect(generated(signature, inputs, reach)).toEqual(found);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    },
  );
});

it("are valid for any type and any examples of it", () => {
  const scalar = fc.constantFrom(
    "number",
    "string",
    "boolean",
    "string | null",
    '"a" | "b"',
    "[number, string]",
  );
  const type = fc.letrec<{ type: string }>((tie) => ({
    type: fc.oneof(
      { depthSize: "small" },
      scalar,
      tie("type").map((of) => `(${of})[]`),
      tie("type").map((of) => `{ a: ${of}; b?: ${of} }`),
    ),
  })).type;
  fc.assert(
    fc.property(type, fc.constantFrom<Reach>("near", "large", "wide"), fc.nat(), (text, reach, seed) => {
      const { signature, examples } = given(`(value: ${text}) => number`, []);
      const shape = shapeOf(signature.parameters[0]!.type);
      const first = generateInputs(signature, examples, { count: 4, seed, reach: "wide" });
      const found = generateInputs(
        signature,
        first.map((input) => ({ input })),
        { count: 10, seed, reach },
      );
      expect([...first, ...found].filter(([value]) => !fitsShape(shape, value as Json))).toEqual([]);
    }),
    { numRuns: 60, seed: 1 },
  );
});

describe("near inputs keep what all examples have in common", () => {
  it("ranges, lengths, and that there are no fractions", () => {
    for (const [n] of generated("(n: number) => number", [[3], [10]]) as [number][]) {
      expect(n).toBeGreaterThanOrEqual(3);
      expect(n).toBeLessThan(20);
      expect(Number.isInteger(n)).toBe(true);
    }
    for (const [xs] of generated("(xs: number[]) => number", [[[1]], [[2, 3]]]) as [number[]][]) {
      expect(xs.length).toBeGreaterThanOrEqual(1);
    }
  });

  it("order, and tables whose rows are as long as one another", () => {
    const sorted = generated("(xs: number[]) => number", [[[1, 4, 9]], [[2, 2, 5, 8]]]) as [number[]][];
    expect(sorted.filter(([xs]) => xs.some((x, i) => i > 0 && x < (xs[i - 1] as number)))).toEqual([]);
    const tables = generated("(rows: number[][]) => number", [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        [
          [5, 6, 7],
          [7, 8, 9],
        ],
      ],
    ]);
    for (const [rows] of tables as [number[][]][]) {
      expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
    }
  });

  it("the form of texts", () => {
    const dates = generated("(date: string) => string", [["2024-03-05"], ["1999-12-31"]]) as [string][];
    const wellFormed = dates.filter(([date]) => /^\d{4}-\d{2}-\d{2}$/.test(date));
    expect(wellFormed.length).toBeGreaterThan(dates.length / 3);
  });

  it.each<[string, string, Json[][], (...input: never[]) => boolean]>([
    [
      "a place in a list",
      "(xs: number[], at: number) => number",
      [
        [[4, 5, 6], 0],
        [[7, 8], 1],
        [[9, 1, 2, 3], 3],
      ],
      (xs: number[], at: number) => at >= 0 && (at < xs.length || xs.length === 0),
    ],
    [
      "an item of a list",
      "(xs: string[], x: string) => number",
      [
        [["a", "b"], "b"],
        [["c", "d", "e"], "c"],
      ],
      (xs: string[], x: string) => xs.length === 0 || xs.includes(x),
    ],
    [
      "lists of one length",
      "(a: number[], b: string[]) => number",
      [
        [
          [1, 2],
          ["a", "b"],
        ],
        [[3], ["c"]],
      ],
      (a: number[], b: string[]) => a.length === b.length,
    ],
    [
      "which is the smaller",
      "(low: number, high: number) => number",
      [
        [1, 3],
        [4, 9],
        [0, 7],
      ],
      (low: number, high: number) => low <= high,
    ],
  ])("%s", (_, signature, inputs, holds) => {
    const found = generated(signature, inputs);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((input) => !holds(...(input as never[])))).toEqual([]);
  });
});

it("go everywhere when they are wide", () => {
  const lists = generated("(xs: number[]) => number", [[[1, 2]], [[3]]], "wide", 200).map(
    ([xs]) => xs as number[],
  );
  expect(lists.some((xs) => xs.length === 0)).toBe(true);
  expect(lists.some((xs) => xs.some((x) => x < 0))).toBe(true);
  expect(lists.some((xs) => xs.length > 15)).toBe(true);
  expect(lists.some((xs) => new Set(xs).size < xs.length)).toBe(true);
  const texts = generated("(text: string) => number", [["ab"], ["cd"]], "wide", 200).map(
    ([text]) => text as string,
  );
  expect(texts).toContain("");
  expect(texts.some((text) => /[^\u0020-\u007e]/.test(text))).toBe(true);
  expect(texts.some((text) => /^\s+$/.test(text))).toBe(true);
});

it("have the values of the examples where the type is not known", () => {
  const found = generated("(when: Date, n: number) => number", [
    ["x", 1],
    ["y", 5],
  ]);
  expect(new Set(found.map(([when]) => when))).toEqual(new Set(["x", "y"]));
});

it("makes larger inputs of several: longer lists and texts, and sums, that still belong together", () => {
  const inputs = generated(
    "(xs: number[], ys: number[], text: string, n: number) => number",
    [
      [[1, 2], [3, 4], "ab", 2],
      [[5], [6], "c", 3],
      [[7, 8, 9], [1, 2, 3], "def", 4],
    ],
    "large",
  );
  expect(inputs.every(([xs, ys]) => (xs as Json[]).length === (ys as Json[]).length)).toBe(true);
  expect(inputs.filter(([xs]) => (xs as Json[]).length > 3).length).toBeGreaterThan(inputs.length / 2);
  expect(inputs.filter(([, , text]) => (text as string).length > 3).length).toBeGreaterThan(
    inputs.length / 2,
  );
  expect(inputs.filter(([, , , n]) => (n as number) > 4).length).toBeGreaterThan(inputs.length / 2);
});

it("looks things up that are there, in about half of the inputs, where the examples do so often", () => {
  const inputs = generated("(lines: string[], key: string) => string", [
    [["port = 80", "host = a"], "port"],
    [["name = x"], "name"],
    [["size = 2"], "colour"],
  ]);
  const found = inputs.filter(([lines, key]) =>
    (lines as string[]).some((line) => line.split(/[^\p{L}\p{N}]+/u).includes(key as string)),
  );
  expect(found.length).toBeGreaterThan(inputs.length / 4);
  expect(found.length).toBeLessThan(inputs.length);
});
