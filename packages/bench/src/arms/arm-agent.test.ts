import { type Agent, configSchema, standardEvaluators, type Task } from "@portolan/core";
import { exampleHarness, inProcessSandbox, scriptedCoder } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { sail } from "../runner/sail.ts";
import { freshRoot } from "../testing/adding-bench.ts";
import { agentFor, settingsOf, taskFor } from "./arm-agent.ts";
import { parseArm } from "./parse-arm.ts";

const program = (body: string) => `export function double(n: number): number {\n  return ${body};\n}\n`;
const task: Task = {
  id: "s/double",
  suite: "s",
  name: "double",
  goal: "Twice a number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 3].map((n) => ({ input: [n], output: 2 * n })),
  cases: [5, 9, 12].map((n) => ({ input: [n], output: 2 * n })),
  score: [100].map((n) => ({ input: [n], output: 2 * n })),
};

/** What an arm makes of a coder that first hands in what is wrong, then what fits the examples only, then what is right. */
async function episode(arm: string) {
  const coder = scriptedCoder([program("n"), program("n > 3 ? 6 : n * 2"), program("n + n")]);
  const sandbox = inProcessSandbox();
  const evaluators = standardEvaluators(sandbox);
  const harness = exampleHarness({ evaluations: 100, attempts: 5 });
  const agent: Agent = agentFor({ coder, sandbox, evaluators, harness }, parseArm(arm), { seed: 0 });
  const tasks = [taskFor(task, parseArm(arm))];
  const { rows } = await sail({
    suite: { name: "s", digest: arm, tasks },
    arm,
    seed: 0,
    agent,
    traces: freshRoot(),
  });
  return { row: rows[0], past: coder.requests.map((request) => request.past), agent };
}

it("takes what fits the examples where there is no gate, and nothing less", async () => {
  expect((await episode("library")).row).toMatchObject({ solved: true, attempts: 3, right: 1 });
  const { row, agent } = await episode("no-gate");
  expect(row).toMatchObject({ solved: true, attempts: 2, right: 0, of: 1 });
  expect(agent.harness.evaluators.map(({ id }) => id)).toEqual([
    "type-check",
    "policy",
    "examples",
    "world-runs",
  ]);
});

it("leaves a gate without hidden cases with what it makes itself", async () => {
  const { row } = await episode("no-gate-cases");
  expect(row?.checks?.cases ?? 0).toBe(0);
});

it("tells a coder why it failed, that it did, or nothing", async () => {
  const { past } = await episode("library");
  expect(past[1]?.[0]).toMatchObject({ attempt: 1, feedback: [expect.any(String)], stoppedBy: {} });
  const told = await episode("no-feedback");
  expect(told.past[1]).toEqual([
    { attempt: 1, program: expect.objectContaining({ name: "double" }) as object, feedback: [] },
  ]);
  expect(told.row).toMatchObject({ solved: true, attempts: 3 });
  const blind = await episode("blind-retry");
  expect(blind.past).toEqual([[], [], []]);
  expect(told.agent.coder.id).not.toBe(blind.agent.coder.id);
});

it("multiplies every budget that is set, and changes settings", () => {
  const config = configSchema.parse({ evaluations: 100, attempts: 3, costUsd: 0.5 });
  expect(settingsOf(config, parseArm("none-3x"))).toMatchObject({
    evaluations: 300,
    attempts: 9,
    costUsd: 1.5,
    tokens: undefined,
  });
  expect(settingsOf(config, parseArm("blind-retry:evaluations=7"))).toMatchObject({
    evaluations: 7,
    reflection: "blind",
  });
});
