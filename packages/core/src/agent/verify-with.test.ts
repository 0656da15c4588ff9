import { expect, it } from "vitest";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { Candidate } from "../skills/skill.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { createAgent } from "./create-agent.ts";
import { verifyWith } from "./verify-with.ts";

const doubling = (n: number) => ({ input: [n], output: 2 * n });
const harsh = defineEvaluator({
  id: "harsh",
  version: 1,
  evaluate: async () => ({ status: "failed", feedback: "Never." }),
});

async function learned(gate: { without?: string[]; reliability?: number }) {
  const store = memorySkillStore();
  const coder = scriptedCoder(["export function double(n: number): number {\n  return 2 * n;\n}\n"]);
  const evaluators = gate.without ? { gate: [harsh] } : undefined;
  const agent = createAgent({ coder, sandbox: inProcessSandbox(), store, evaluators });
  const examples = [1, 2, 7].map(doubling);
  const task = { goal: "Twice the number.", name: "double", signature: "(n: number) => number", gate };
  const result = await agent.solve({ ...task, examples, cases: [0, -4, 111, 9].map(doubling) });
  expect(result.reason).toBe("admitted");
  const skill = (await store.get("double"))!;
  return { skill, verify: (candidate: Candidate) => verifyWith(agent.agent)(candidate, store) };
}

it("asks of a new version what the task asked, and not what it left out", async () => {
  const { skill, verify } = await learned({ without: ["harsh"] });
  expect(await verify(skill)).toEqual({ evidence: skill.evidence });
});

it("asks for the reliability that the task demanded", async () => {
  const { skill, verify } = await learned({ reliability: 0.45 });
  expect(await verify(skill)).toEqual({ evidence: skill.evidence });
  const fewer = { ...skill.evals, cases: skill.evals.cases.slice(0, 3) };
  expect(await verify({ ...skill, evals: fewer })).toMatchObject({
    refused: expect.stringContaining("support: The task demands a reliability of 0.45") as string,
  });
});
