import { expect, it } from "vitest";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { determinismEvaluator } from "./determinism.ts";

const inputs = [[1], [2], [3]];

async function judge(body: string) {
  const sandbox = inProcessSandbox();
  const signature = "(n: number) => number";
  const source = `let calls = 0;\nexport function subject(n: number): number {\n  ${body}\n}\n// ${Math.random()}\n`;
  return determinismEvaluator(sandbox).evaluate({
    task: {
      id: "s/subject",
      suite: "s",
      goal: "Anything.",
      signature,
      order: 0,
      examples: inputs.map((input) => ({ input, output: 0 })),
      cases: [],
      score: [],
    },
    program: { name: "subject", signature, source, modules: {} },
    report: { diagnostics: [], imports: [] },
  });
}

it.each([
  ["the same result each time", "return n * 2;", "passed"],
  ["the same failure each time", "throw new Error(String(n));", "passed"],
  ["chance", "return Math.random();", "failed"],
  ["what an earlier call left behind", "return n + calls++;", "failed"],
  ["a failure now and then", "if (calls++ % 2 === 0) throw new Error(); return n;", "failed"],
])("judges %s", async (_, body, status) => {
  expect((await judge(body)).status).toBe(status);
});
