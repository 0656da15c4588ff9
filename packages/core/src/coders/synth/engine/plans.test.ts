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
/** Skills of text alone. */
const textSkills: Record<string, Skill> = {
  ...Object.fromEntries(
    ["firstWord", "capitalize", "titleCase", "wordsOf", "vowelCount", "slugOf"].map((name) => [
      name,
      skills[name] as Skill,
    ]),
  ),
  initialOf: ["(s: string) => string", (s: string) => s.slice(0, 1).toUpperCase()],
  textAfter: [
    "(s: string, mark: string) => string",
    (s: string, mark: string) => s.split(mark).slice(1).join(mark),
  ],
  severityOf: ["(line: string) => string", (line: string) => line.split(" ")[1] ?? ""],
  messageOf: ["(line: string) => string", (line: string) => line.split(" ").slice(2).join(" ")],
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

  it.each<[string, string, Json[][], string[]]>([
    [
      'wordsOf(name).map(initialOf).join("")',
      "(name: string) => string",
      [["jane doe"], ["ann"], [""], ["ada m. king lovelace"], ["  élie van der berg"], ["a b c d e f"]],
      ["initialOf", "wordsOf"],
    ],
    [
      'textAfter(address, "@").trim().toLowerCase()',
      "(address: string) => string",
      [["ann@X.org"], ["Bob@b.Com "], ["none"], [""], ["q@ A@b c"], ["x@two Words"]],
      ["textAfter"],
    ],
    [
      'slugOf(textAfter(line, "#")) === "" ? "" : `<${slugOf(textAfter(line, "#"))}>`',
      "(line: string) => string",
      [["#Old Plan"], ["# b"], ["plain"], [""], ["say #no Way"], ["#"]],
      ["slugOf", "textAfter"],
    ],
    [
      'lines.filter((line) => severityOf(line) === "ERROR").map(messageOf)',
      "(lines: string[]) => string[]",
      [
        [["1 ERROR disk full", "2 INFO started", "3 ERROR no route"]],
        [["5 WARN ERROR is near"]],
        [[]],
        [["7 INFO x", "8 ERROR y z"]],
        [["9 ERROR", "4 ERROR a"]],
      ],
      ["messageOf", "severityOf"],
    ],
  ])("joins skills of text: %s", (program, signature, inputs, used) => {
    const reply = search(program, signature, inputs, 15_000, textSkills);
    expect(
      reply.components.map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())),
    ).toEqual(used);
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
function search(
  program: string,
  signature: string,
  inputs: Json[][],
  budget: number,
  known = skills,
): SynthReply {
  const { parameters, result } = parseSignature(signature);
  const names = Object.keys(known);
  // oxlint-disable-next-line typescript/no-implied-eval -- a program of this test
  const run = new Function(...names, ...parameters.map(({ name }) => name), `return ${program};`) as (
    ...args: unknown[]
  ) => Json;
  const functions = names.map((name) => (known[name] as Skill)[1]);
  const examples = inputs.map((input) => ({ input, output: run(...functions, ...input) }));
  const components = names.map((functionName) => {
    const types = parseSignature((known[functionName] as Skill)[0]);
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
    components.map(({ name, functionName }) => [name, (known[functionName] as Skill)[1] as never]),
  );
  return synthesize(
    { functionName: "solve", parameters, result, examples, components, budget, refused: [], doc: "Goal." },
    callable,
  );
}
