import { type Case, type Sandbox, standardEvaluators, taskSchema, type Verdict } from "@portolan/core";
import { createSandbox, type ProcessSandbox } from "@portolan/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";

// Double the last item of a list, 0 without one.
const examples: Case[] = [
  { input: [[]], output: 0 },
  { input: [[4]], output: 8 },
  { input: [[1, 2, 3]], output: 6 },
  { input: [[5, 0]], output: 0 },
];
let sandbox: ProcessSandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox[Symbol.asyncDispose]());

it.each([
  [
    "every branch of which an example takes",
    "if (xs.length === 0) return 0;\n  return 2 * (xs.at(-1) ?? 0);",
  ],
  [
    "with a branch that changes nothing",
    "if (xs.length > 3) return (xs.at(-1) ?? 0) * 2;\n  return 2 * (xs.at(-1) ?? 0);",
  ],
  [
    "that catches what never happens",
    "try {\n    return 2 * (xs.at(-1) ?? 0);\n  } catch {\n    return -1;\n  }",
  ],
])("passes a program %s", async (_, body) => {
  expect(await verdictOn(body)).toMatchObject({ status: "passed" });
});

it.each([
  [
    "goes wrong on longer lists",
    "return xs.length > 3 ? 7 : 2 * (xs.at(-1) ?? 0);",
    "line 2 when the condition holds",
  ],
  [
    "has a wrong operand for longer lists",
    "return (xs[3] && 7) || 2 * (xs.at(-1) ?? 0);",
    "line 2 when the condition holds",
  ],
  [
    "fails on longer lists",
    'if (xs.length > 3) throw new Error("long");\n  return 2 * (xs.at(-1) ?? 0);',
    "line 2 when the condition holds",
  ],
  [
    "swallows an error of longer lists",
    'try {\n    if (xs.length > 3) throw new Error("long");\n    return 2 * (xs.at(-1) ?? 0);\n  } catch {\n    return 7;\n  }',
    "line",
  ],
  [
    "looks the examples up",
    'return new Map([["[]", 0], ["[4]", 8], ["[1,2,3]", 6], ["[5,0]", 0]]).get(JSON.stringify(xs)) ?? xs.length;',
    "line 2 when the condition does not hold",
  ],
  [
    "leaves items out of longer lists",
    "xs = xs.slice(0, 3);\n  return 2 * (xs.at(-1) ?? 0);",
    "the call on line 2",
  ],
  [
    "leaves items below 0 out, where none is",
    "xs = xs.filter((x) => x >= 0);\n  return 2 * (xs.at(-1) ?? 0);",
    "the call on line 2",
  ],
  [
    "keeps items from passing 0, where none does",
    "return 2 * Math.max(0, xs.at(-1) ?? 0);",
    "the call on line 2",
  ],
  [
    "switches between the examples",
    'switch (xs.join()) {\n    case "4": return 8;\n    case "1,2,3": return 6;\n    case "": case "5,0": return 0;\n    default: return xs.length;\n  }',
    "the clause on line 6",
  ],
])("refuses a program that %s", async (_, body, feedback) => {
  expect(await verdictOn(body)).toMatchObject({
    status: "failed",
    feedback: expect.stringContaining(feedback) as string,
  });
});

it("is content with a branch that a hidden case takes, and says nothing of the case", async () => {
  const body = "return xs.length > 3 ? 7 : 2 * (xs.at(-1) ?? 0);";
  expect(await verdictOn(body, [{ input: [[1, 2, 3, 4]], output: 7 }])).toMatchObject({ status: "passed" });
});

it.each([
  ["0", "passed"],
  ["7", "failed"],
])("takes a value of the type for what is missing, %s, and none of its own", async (fallback, status) => {
  const firsts: Case[] = [[4, 1], [0, 2, 3], [8]].map((xs) => ({ input: [xs], output: xs[0] as number }));
  expect(await verdictOn(`return xs[0] ?? ${fallback};`, [], firsts)).toMatchObject({
    status,
    ...(status === "failed" && { feedback: expect.stringContaining("stands for what is missing on line 2") }),
  });
});

it.each([
  ["an or", "xs.length === 0 || xs.length === 2 ? -1 : 2 * (xs.at(-1) ?? 0)", "failed"],
  ["an and", "xs.length > 0 && xs.length !== 2 ? 2 * (xs.at(-1) ?? 0) : -1", "failed"],
  [
    "an or that makes no difference",
    "xs.length === 0 || xs.length < 0 ? -1 : 2 * (xs.at(-1) ?? 0)",
    "passed",
  ],
])("asks whether an example needs what stands behind %s", async (_, expression, status) => {
  const shown: Case[] = [
    { input: [[]], output: -1 },
    { input: [[4]], output: 8 },
    { input: [[1, 2, 3]], output: 6 },
    { input: [[7, 0, 1, 5]], output: 10 },
  ];
  expect(await verdictOn(`return ${expression};`, [], shown)).toMatchObject({
    status,
    ...(status === "failed" && { feedback: expect.stringContaining("behind && or || on line 2") }),
  });
});

it("is content with what keeps items from passing 0 once one does", async () => {
  const body = "return 2 * Math.max(0, xs.at(-1) ?? 0);";
  expect(await verdictOn(body, [{ input: [[-3]], output: 0 }])).toMatchObject({ status: "passed" });
});

it.each([
  ["a call", "const three = [1, 2, 3].map((one) => one).length;"],
  ["a question", 'const three = "abc".length > 2 ? 3 : 0;'],
  ["a function that runs at once", "const three = ((): number => 3)();"],
])("looks into a program with %s at its top level", async (_, before) => {
  const body = "return xs.length > three ? 7 : 2 * (xs.at(-1) ?? 0);";
  expect(await verdictOn(body, [], examples, sandbox, `${before}\n`)).toMatchObject({ status: "failed" });
});

it("looks at a program as it was written, where what is left without its types cannot be read", async () => {
  const asJavaScript: string[] = [];
  const strict: Sandbox = {
    check: (...given) => sandbox.check(...given),
    parse: (...given) => sandbox.parse(...given),
    run(program, input, options) {
      const switched = "#program/switched.js";
      const source = program.modules[switched];
      if (source === undefined) return sandbox.run(program, input, options);
      asJavaScript.push(source);
      const modules = { ...program.modules, [switched]: "async\n(x) => x;" };
      return sandbox.run({ ...program, modules }, input, options);
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const body = "return xs.length > 3 ? 7 : 2 * (xs.at(-1) ?? 0);";
  expect(await verdictOn(body, [], examples, strict)).toMatchObject({ status: "failed" });
  expect(asJavaScript).toHaveLength(1);
});

async function verdictOn(
  body: string,
  cases: Case[] = [],
  shown: Case[] = examples,
  judging: Sandbox = sandbox,
  before = "",
): Promise<Verdict> {
  const signature = "(xs: number[]) => number";
  const task = taskSchema.parse({ id: "t", suite: "t", goal: "g", signature, examples: shown, cases });
  const source = `${before}export function doubleLast(xs: number[]): number {\n  ${body}\n}\n`;
  const program = { name: "double-last", signature, source, modules: {} };
  const report = await sandbox.check(program);
  expect(report.diagnostics).toEqual([]);
  const evaluator = standardEvaluators(judging).gate.find(({ id }) => id === "needless-code");
  if (!evaluator) throw new Error("The gate has no such evaluator.");
  return evaluator.evaluate({ task, program, report });
}
