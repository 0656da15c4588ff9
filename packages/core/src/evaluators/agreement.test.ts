import { expect, it } from "vitest";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Task } from "../task/task.ts";
import { agreementEvaluator } from "./agreement.ts";

const signature = "(xs: number[]) => number";
const task: Task = {
  id: "s/t",
  suite: "s",
  goal: "The largest.",
  signature,
  order: 0,
  examples: [
    { input: [[1, 2, 5]], output: 5 },
    { input: [[3, 4]], output: 4 },
  ],
  cases: [],
  score: [],
};

function program(body: string): LinkedProgram {
  const source = `/** Doc. */\nexport function subject(xs: number[]): number {\n  return ${body};\n}\n`;
  return { name: "subject", signature, source, modules: {} };
}

function judge(body: string, rivals: string[], cases: Task["cases"] = []) {
  return agreementEvaluator(inProcessSandbox()).evaluate({
    task: { ...task, cases, examples: [...task.examples, { input: [[2, 0, 0, 2]], output: 2 }] },
    program: program(body),
    rivals: rivals.map(program),
    report: { diagnostics: [], imports: [] },
  });
}

it("asks where another program that fits the examples differs", async () => {
  const verdict = await judge("Math.max(...xs)", ["xs.at(-1) ?? 0 "]);
  expect(verdict.status).toBe("failed");
  const { question } = verdict.evidence as { question: number[][] };
  expect(verdict.feedback).toContain(`for (${JSON.stringify(question[0])}) this program gives`);
  expect(Math.max(...(question[0] as number[]))).not.toBe(question[0]?.at(-1));
});

it.each<[string, string[], string]>([
  ["none", [], "abstained"],
  ["one that does the same", ["xs.reduce((a,b)=>a>b?a:b)"], "abstained"],
  ["one as short that does the same", ["Math.max(...xs,0)"], "passed"],
  ["one that is wrong on an example", ["xs[0] ?? 0"], "abstained"],
  ["one that is much longer", ["xs.length > 5 ? (xs[0] ?? 0) + 1 : Math.max(...xs, -100)"], "abstained"],
])("has no question with rivals: %s", async (_, rivals, status) => {
  expect(await judge("Math.max(...xs)", rivals)).toMatchObject({ status });
});

it("leaves it to hidden cases where there are enough to decide", async () => {
  const cases = [3, 5, 7, 8, 9].map((n) => ({ input: [[1, n]], output: n }));
  const rivals = ["xs.at(-1) ?? 0 "];
  expect((await judge("Math.max(...xs)", rivals, cases)).status).toBe("abstained");
  expect((await judge("Math.max(...xs)", rivals, cases.slice(1))).status).toBe("failed");
});

it("hears no rival that is wrong on a hidden case", async () => {
  const cases = [{ input: [[9, 1]], output: 9 }];
  const rivals = ["xs.at(-1) ?? 0 "];
  expect(await judge("Math.max(...xs)", rivals, cases)).toMatchObject({
    status: "abstained",
    evidence: { rivals: 0 },
  });
});

it("tells nothing of hidden cases, whatever the program gives there", async () => {
  const cases = [{ input: [[9, 1]], output: 9 }];
  const verdict = await judge("xs[xs.length - 1] ?? 0", ["Math.max(...xs)"], cases);
  expect(verdict.status).toBe("failed");
  expect(verdict.feedback).not.toContain("([9,1])");
});
