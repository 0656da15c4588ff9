import { describe, expect, it } from "vitest";
import type { Json } from "../../../json/json.ts";
import { parseSignature } from "../../../task/signature.ts";
import { synthesize, type SynthReply } from "./synthesize.ts";

type Skill = [signature: string, run: (...args: never[]) => Json];

const sum = (xs: number[]): number => xs.reduce((total, x) => total + x, 0);
const capital = (s: string): string => s.slice(0, 1).toUpperCase() + s.slice(1);

/** Skills of many types, most of which no task below needs. */
const skills: Record<string, Skill> = {
  firstWord: ["(s: string) => string", (s: string) => s.split(" ")[0] ?? ""],
  capitalize: ["(s: string) => string", capital],
  titleCase: ["(s: string) => string", (s: string) => s.toLowerCase().split(" ").map(capital).join(" ")],
  wordsOf: ["(s: string) => string[]", (s: string) => s.match(/\S+/g)?.map(String) ?? []],
  vowelCount: ["(s: string) => number", (s: string) => s.replaceAll(/[^aeiou]/g, "").length],
  slugOf: ["(s: string) => string", (s: string) => s.toLowerCase().replaceAll(" ", "-")],
  mean: ["(xs: number[]) => number", (xs: number[]) => (xs.length === 0 ? 0 : sum(xs) / xs.length)],
  largest: ["(xs: number[]) => number", (xs: number[]) => Math.max(0, ...xs)],
  rangeOf: [
    "(xs: number[]) => number",
    (xs: number[]) => (xs.length === 0 ? 0 : Math.max(...xs) - Math.min(...xs)),
  ],
  isEven: ["(n: number) => boolean", (n: number) => n % 2 === 0],
  square: ["(n: number) => number", (n: number) => n * n],
  distinct: ["(xs: number[]) => number[]", (xs: number[]) => [...new Set(xs)]],
  pairSums: ["(xs: number[]) => number[]", (xs: number[]) => xs.slice(1).map((x, i) => x + (xs[i] ?? 0))],
  dropEnds: ["(xs: number[]) => number[]", (xs: number[]) => xs.slice(1, -1)],
};
const rows: Json[][] = [
  [
    [
      [1, 2, 3],
      [4, 4],
    ],
  ],
  [[[10, 2], [5], [7, 9, 11]]],
  [[[3, 3, 9]]],
  [
    [
      [8, 1, 6],
      [2, 20],
    ],
  ],
  [[]].map(() => []),
];

describe("a search with many skills in scope", () => {
  it.each<[string, string, Json[][], string[]]>([
    [
      "titleCase(firstWord(line))",
      "(line: string) => string",
      [["hello world"], ["foo BAR baz"], ["aBC def"], ["MOON shade"]],
      ["firstWord", "titleCase"],
    ],
    ["rows.map(mean)", "(rows: number[][]) => number[]", rows, ["mean"]],
    ["largest(rows.map(rangeOf))", "(rows: number[][]) => number", rows, ["largest", "rangeOf"]],
    [
      "xs.filter(isEven).map(square)",
      "(xs: number[]) => number[]",
      [[[1, 2, 3, 4]], [[6, 8, 1]], [[5]], [[]], [[10, 3, 12, 7]]],
      ["isEven", "square"],
    ],
    [
      "largest(wordsOf(line).map(vowelCount))",
      "(line: string) => number",
      [["anna went to noon"], ["civic duty aeiou"], ["no word"], [""]],
      ["largest", "vowelCount", "wordsOf"],
    ],
    [
      "mean(dropEnds(xs.toSorted((a, b) => a - b)))",
      "(xs: number[]) => number",
      [[[3, 9, 4]], [[1, 1, 7, 30]], [[5]], [[8, 2, 6, 6, 0]]],
      ["dropEnds", "mean"],
    ],
  ])("finds %s", (program, signature, inputs, used) => {
    const reply = search(
      program,
      signature,
      inputs.filter((input) => input.length > 0),
      10_000,
    );
    expect(
      reply.components.map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())),
    ).toEqual(used.toSorted());
    expect(reply.evaluations).toBeLessThan(5000);
  });

  it("still finds what needs none of them", () => {
    const reply = search(
      "xs.filter((x, i) => i % 2 === 0)",
      "(xs: number[]) => number[]",
      [[[1, 2, 3]], [[4, 4, 5, 6]], [[]], [[9]], [[8, 7, 1, 2, 3]]],
      10_000,
    );
    expect(reply.status).toBe("found");
    expect(reply.evaluations).toBeLessThanOrEqual(10_000);
  });
});

/** Searches for a program by what it does. */
function search(program: string, signature: string, inputs: Json[][], budget: number): SynthReply {
  const { parameters, result } = parseSignature(signature);
  const names = Object.keys(skills);
  // oxlint-disable-next-line typescript/no-implied-eval -- a program of this test
  const run = new Function(...names, ...parameters.map(({ name }) => name), `return ${program};`) as (
    ...args: unknown[]
  ) => Json;
  const functions = names.map((name) => (skills[name] as Skill)[1]);
  const examples = inputs.map((input) => ({ input, output: run(...functions, ...input) }));
  const components = names.map((functionName) => {
    const types = parseSignature((skills[functionName] as Skill)[0]);
    const name = functionName.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return {
      name,
      specifier: `#skills/${name}`,
      functionName,
      parameters: types.parameters.map(({ type }) => type),
      result: types.result,
    };
  });
  const callable = Object.fromEntries(
    components.map(({ name, functionName }) => [name, (skills[functionName] as Skill)[1] as never]),
  );
  return synthesize(
    { functionName: "solve", parameters, result, examples, components, budget, skip: 0, doc: "Goal." },
    callable,
  );
}
