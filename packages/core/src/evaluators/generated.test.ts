import { describe, expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import type { Counterexample } from "../task/counterexample.ts";
import { generatedEvaluator } from "./generated.ts";

const sandbox = inProcessSandbox();

async function judge(
  signature: string,
  body: string,
  inputs: Json[][],
  { tools = [], counterexamples }: { tools?: string[]; counterexamples?: Counterexample[] } = {},
) {
  const parameters = signature.slice(0, signature.lastIndexOf("=>")).trim();
  const source = `export function subject${parameters} {\n  ${body}\n}\n`;
  const examples = inputs.map((input) => ({ input, output: null }));
  return generatedEvaluator(sandbox).evaluate({
    task: {
      id: "s/t",
      suite: "s",
      goal: "Any.",
      signature,
      order: 0,
      examples,
      cases: [],
      score: [],
      counterexamples,
    },
    program: { name: "subject", signature, source, modules: {} },
    report: { diagnostics: [], imports: tools },
  });
}

const lists = "(xs: number[]) => number[]";
const some = [[[3, 1, 2]], [[5, 40]]];

describe("on inputs like those of the examples", () => {
  it.each([
    ["a program that gives what it says", "return xs.toSorted((a, b) => a - b);", "passed"],
    [
      "one that knows the examples only",
      "if (xs[0] === 3 || xs[1] === 40) return xs; throw new Error();",
      "failed",
    ],
    ["one that throws on one in many", "if (xs[0] === 17) throw new Error(); return xs;", "passed"],
    ["one of another type", "return xs.length > 3 ? ('none' as never) : xs;", "failed"],
    ["one that sorts the list of its caller", "return xs.sort((a, b) => a - b);", "failed"],
    ["one that gives nothing", "return xs.length > 2 ? xs : (undefined as never);", "failed"],
  ])("judges %s", async (_, body, status) => {
    expect(await judge(lists, body, some)).toMatchObject({ status });
  });

  it("says on which input, which holds no expected value", async () => {
    const { feedback, evidence } = await judge(lists, "return xs.sort();", some);
    const { counterexample } = evidence as { counterexample: number[][] };
    expect(feedback).toBe(
      `On an input like those of the examples it changes its arguments: (${JSON.stringify(counterexample[0])}).`,
    );
  });
});

it("begins with the inputs that were kept for it", async () => {
  const rare = "return xs[0] === 123456 ? (xs[0] as never) : xs;";
  expect(await judge(lists, rare, some)).toMatchObject({ status: "passed", evidence: { inputs: 100 } });
  const counterexamples = [
    { of: "properties", input: [[1]] },
    { of: "generated", input: [[123456]] },
  ];
  const verdict = await judge(lists, rare, some, { counterexamples });
  expect(verdict).toMatchObject({
    status: "failed",
    evidence: { inputs: 101, kept: 1, counterexample: [[123456]] },
  });
});

it("runs nothing that reaches tools, and nothing without parameters", async () => {
  expect((await judge(lists, "throw 1;", some, { tools: ["#tools/files"] })).status).toBe("abstained");
  expect((await judge("() => number", "throw 1;", [[]])).status).toBe("abstained");
});
