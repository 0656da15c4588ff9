import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSuite } from "../load-suite.ts";
import { readFormatted } from "./read-formatted.ts";

const folder = mkdtempSync(join(tmpdir(), "portolan-formats-"));

/** Writes files into a folder of their own, and gives its path. */
function filesIn(name: string, files: Record<string, string>): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

function fileOf(name: string, text: string): string {
  return join(filesIn("files", { [name]: text }), name);
}

function pairs(from: number, to: number, f: (n: number) => number[]): { i: number[]; o: number[] }[] {
  return Array.from({ length: to - from }, (_, k) => ({ i: [from + k], o: f(from + k) }));
}

test("list functions: the files of one function are one task, by their names, without their program", async () => {
  const twice = (n: number): number[] => [2 * n];
  const path = filesIn("list-functions", {
    "c001_1.json": JSON.stringify({ id: "c001", program: "SECRET", data: pairs(0, 6, twice) }),
    "c001_2.json": JSON.stringify({ id: "c001", program: "SECRET", data: pairs(3, 9, twice) }),
    "c101_1.json": JSON.stringify({ id: "c001", program: "SECRET", data: pairs(0, 3, (n) => [n, n]) }),
    "readme.md": "not read",
  });
  const { name, tasks } = await loadSuite(path);
  expect(name).toBe("list-functions-250");
  expect(tasks.map(({ id }) => id)).toEqual(["list-functions/c001", "list-functions/c101"]);
  const [first, second] = tasks;
  expect(first).toMatchObject({ signature: "(xs: number[]) => number[]", cases: [], order: 0 });
  // Nine different inputs: the last third is the score.
  expect(first?.examples.map(({ input }) => input)).toEqual([0, 1, 2, 3, 4, 5].map((n) => [[n]]));
  expect(first?.score).toEqual([6, 7, 8].map((n) => ({ input: [[n]], output: [2 * n] })));
  expect([second?.examples.length, second?.score.length]).toEqual([2, 1]);
  expect(JSON.stringify(tasks)).not.toContain("SECRET");
});

test("DreamCoder: names are hashed, and tasks that differ by a constant are a family", async () => {
  const item = (name: string, input: string, output: string, examples: unknown[]): unknown => ({
    name,
    type: { input, output },
    examples,
  });
  const items = [
    item(
      "add-k with k=1",
      "list-of-int",
      "list-of-int",
      pairs(0, 12, (n) => [n + 1]),
    ),
    item(
      "add-k with k=2",
      "list-of-int",
      "list-of-int",
      pairs(0, 12, (n) => [n + 2]),
    ),
    item("empty", "list-of-int", "bool", [
      { i: [], o: true },
      { i: [1], o: false },
    ]),
  ];
  const { tasks } = await loadSuite(fileOf("lists.json", JSON.stringify(items)));
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(3);
  expect(tasks[0]?.family).toBe(tasks[1]?.family);
  expect(tasks[2]?.family).not.toBe(tasks[1]?.family);
  expect(JSON.stringify(tasks)).not.toContain("add-k");
  expect(tasks.map(({ examples, score }) => [examples.length, score.length])).toEqual([
    [8, 4],
    [8, 4],
    [2, 0],
  ]);
  expect(tasks[2]?.signature).toBe("(xs: number[]) => boolean");
});

const program = `; a comment (with a parenthesis
(set-logic SLIA)
(synth-fun f ((name String) (at Int)) String ((Start String (name "(" ")"))))
(declare-var name String)
`;

test("SyGuS: examples by constraints, the last third is the score, the grammar is not read", async () => {
  const path = filesIn("sygus", {
    "b-short.sl": `${program}(constraint (= (f "a ""b""" 1) "x;y"))\n(constraint (= (f "c" (- 2)) ")"))\n(constraint (= (f "c" (- 2)) ")"))\n(constraint (= (f "\\u{e9}\\x41" 3) ""))\n(check-synth)`,
    "b-long.sl": `${program}(constraint (= (f "p" 0) "q"))\n(constraint (= (f "r" 0) "s"))`,
  });
  const { name, tasks } = await loadSuite(path);
  expect(name).toBe("sygus-strings");
  expect(tasks).toHaveLength(2);
  expect(tasks[0]?.family).toBe(tasks[1]?.family);
  expect(tasks[1]).toMatchObject({
    signature: "(name: string, at: number) => string",
    examples: [
      { input: ['a "b"', 1], output: "x;y" },
      { input: ["c", -2], output: ")" },
    ],
    score: [{ input: ["éA", 3], output: "" }],
  });
});

const tests = 'const assert = require("node:assert");\nassert.deepEqual(first_word("a b"), "a");';
const line = {
  name: "HumanEval_0_first_word",
  language: "ts",
  prompt:
    '//The first word, or none.\n// >>> first_word("a b")\n// "a"\n// >>> first_word("")\n// undefined\n// >>> first_word(x)\n// 3\nfunction first_word(text: string): string | undefined {\n',
  tests,
};

// The keys of a record and the types are those of prompts/mbpp-ts-reworded.jsonl in nuprl/MultiPL-E (commit 3fe78f17); the words are ours.
test("MultiPL-E: a record of MBPP has one sentence, no call in it, and tuples and maps among its types", async () => {
  const record = (name: string, head: string, subject: string, asserts: string): string =>
    JSON.stringify({
      name,
      language: "ts",
      prompt: `//Write a tsthon function for the test.\nfunction ${subject}${head} {\n`,
      doctests: "transform",
      original: `/somewhere/mbpp-typed/${name}.py`,
      prompt_terminology: "reworded",
      tests: `declare var require: any;\nconst assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = ${subject};\n  ${asserts}\n}\n\ntest();`,
      stop_tokens: ["\nfunction ", "\n/*", "\n//", "\nclass"],
    });
  const lines = [
    record(
      "mbpp_1_Tally_all",
      "(list1: number[][]): {[key: number]: number}",
      "Tally_all",
      "assert.deepEqual(candidate([[7, 7], [8]]),{7: 2, 8: 1});",
    ),
    record(
      "mbpp_2_firsts",
      "(rows: [string, number][], by: {[key: string]: string}): [string, string]",
      "firsts",
      'assert.deepEqual(candidate([["a", 1]], {"a": "b"}),["a", "b"]);',
    ),
    record(
      "mbpp_3_any_of",
      "(xs: any[], n: number| string): any",
      "any_of",
      "assert.deepEqual(candidate([1], 0),1);",
    ),
  ];
  const { name, tasks } = await loadSuite(fileOf("mbpp-ts-reworded.jsonl", `${lines.join("\n")}\n`));
  expect(name).toBe("mbpp-ts");
  expect(tasks.map(({ id, name: own, signature }) => [id, own, signature])).toEqual([
    ["mbpp-ts/mbpp_1_Tally_all", "tally-all", "(list1: number[][]) => {[key: number]: number}"],
    [
      "mbpp-ts/mbpp_2_firsts",
      "firsts",
      "(rows: [string, number][], by: {[key: string]: string}) => [string, string]",
    ],
    ["mbpp-ts/mbpp_3_any_of", "any-of", "(xs: any[], n: number| string) => any"],
  ]);
  for (const task of tasks) expect([task.examples, task.cases, task.score]).toEqual([[], [], []]);
  expect(tasks[0]).toMatchObject({
    goal: "Write a tsthon function for the test.",
    tests: { subject: "Tally_all", source: expect.stringContaining("candidate = Tally_all") as string },
  });
});

test("MultiPL-E: the prompt is the goal and its calls are the examples, the tests are the score", async () => {
  const { name, tasks } = await loadSuite(fileOf("humaneval.jsonl", `\uFEFF${JSON.stringify(line)}\n\n`));
  expect(name).toBe("humaneval-ts");
  expect(tasks).toMatchObject([
    {
      id: "humaneval-ts/HumanEval_0_first_word",
      name: "first-word",
      // JSON has no undefined.
      signature: "(text: string) => string | null",
      examples: [
        { input: ["a b"], output: "a" },
        { input: [""], output: null },
      ],
      cases: [],
      score: [],
      tests: { source: tests, subject: "first_word" },
    },
  ]);
  expect(tasks[0]?.goal).toMatch(/^The first word, or none\.\n>>> first_word\("a b"\)\n"a"\n/);
  expect(tasks[0]?.goal).toContain("give null");
});

test("the uniform form may be named, and is what there is else", async () => {
  const task = {
    id: "a",
    suite: "own",
    goal: "g",
    signature: "(n: number) => number",
    examples: [{ input: [1], output: 2 }],
  };
  const path = fileOf("own.jsonl", JSON.stringify(task));
  expect(await readFormatted(path, "portolan")).toEqual(await loadSuite(path));
});

test.each([
  ["broken.jsonl", `${JSON.stringify(line)}\n{"prompt": 1, "tests": "x"}`, /broken\.jsonl:2: prompt: /],
  [
    "other.jsonl",
    JSON.stringify({ ...line, language: "js" }),
    /other\.jsonl:1: language: only tasks in TypeScript/,
  ],
  [
    "head.jsonl",
    JSON.stringify({ ...line, prompt: "//Nothing" }),
    /head\.jsonl:1: the prompt does not end with/,
  ],
  [
    "twice.jsonl",
    `${JSON.stringify(line)}\n${JSON.stringify(line)}`,
    /twice\.jsonl: the task humaneval-ts\/\S+ occurs twice/,
  ],
  [
    "list.json",
    '[{"name": "a", "type": {"input": "str", "output": "int"}, "examples": []}]',
    /0\.type\.input/,
  ],
  [
    "liar.json",
    '[{"name": "a", "type": {"input": "int", "output": "int"}, "examples": [{"i": 1, "o": 2}, {"i": [1], "o": 2}]}]',
    /item 1: an input is not int/,
  ],
  [
    "two.json",
    '{"id": "c1", "data": [{"i": [1], "o": [1]}, {"i": [1], "o": [2]}]}',
    /answer one input in two ways/,
  ],
  [
    "open.sl",
    `${program}(constraint (= (f "a" 1) "b")\n(check-synth)`,
    /open\.sl:5: a parenthesis is not closed/,
  ],
  ["close.sl", `${program})`, /close\.sl:5: a parenthesis closes nothing/],
  ["text.sl", `${program}(constraint "a`, /text\.sl:5: a text is not closed/],
  ["rule.sl", `${program}(constraint (>= (f "a" 1) "b"))`, /rule\.sl:5: the constraint is no example of f/],
  ["arity.sl", `${program}(constraint (= (f "a") "b"))`, /arity\.sl:5: the constraint is no example of f/],
  [
    "sort.sl",
    "(set-logic BV)\n(synth-fun f ((x (BitVec 64))) (BitVec 64))",
    /sort\.sl:2: a function of String, Int, Bool/,
  ],
  ["none.sl", program, /none\.sl: it has 0 examples/],
  ["deep.sl", "(".repeat(100_000), /deep\.sl:1: it is nested too deeply/],
])("%s is refused, naming the place", async (name, text, message) => {
  await expect(loadSuite(fileOf(name, text))).rejects.toMatchObject({
    code: "suite-invalid",
    message: expect.stringMatching(message) as string,
    next: expect.stringMatching(/\w/) as string,
  });
});

test("what is not there is said, with what to do", async () => {
  await expect(readFormatted(fileOf("x.jsonl", ""), "sgf")).rejects.toMatchObject({
    code: "usage",
    next: "Use one of portolan, list-functions, dreamcoder, sygus, multipl-e.",
  });
  await expect(loadSuite(filesIn("empty", {}))).rejects.toMatchObject({ code: "suite-unknown" });
  await expect(loadSuite(filesIn("others", { "package.json": '{"name": "x"}' }))).rejects.toMatchObject({
    message: expect.stringContaining("of no known format") as string,
  });
});
