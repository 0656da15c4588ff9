import { expect, it } from "vitest";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Task } from "../task/task.ts";
import { exampleCandidate, exampleEvidence, exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { runEpisode } from "./agent.ts";

const task: Task = {
  id: "s/total",
  suite: "s",
  name: "total",
  goal: "Total of a price list.",
  signature: "(text: string) => number",
  order: 0,
  examples: [{ input: ["1"], output: 1 }],
  cases: [],
  score: [],
};
const source = (callee: string) =>
  `import { x } from "#skills/${callee}";\n\nexport function total(text: string): number {\n  return x(text);\n}\n`;

/** What the coder is shown at each attempt, in a store of three skills that fit the goal and two that a failure names. */
async function shown(afterFailure: number | undefined, sources: string[]): Promise<string[][]> {
  const store = memorySkillStore();
  for (const [name, description] of [
    ["total-price", "Total price of a list."],
    ["price-list", "A price list."],
    ["price", "A price."],
    ["csv-rows", "Rows of something, like parse csv."],
    ["money", "Money of an amount, round cents."],
  ] as const) {
    await store.admit(exampleCandidate(name, { description }), exampleEvidence());
  }
  const sandbox = inProcessSandbox();
  const coder = scriptedCoder(sources);
  const agent = {
    coder,
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness({ evaluations: 100, attempts: 9 }, { retrieval: { limit: 3, afterFailure } }),
  };
  await runEpisode(task, agent, new Tracer({ voyage: "v", harness: "h", sinks: [memorySink()] }));
  return coder.requests.map(({ skills }) => skills.map(({ skill }) => skill.name));
}

it("finds what a failure named, and gives it the places of what fitted least", async () => {
  const [first, second, third] = await shown(1, [source("parse-csv"), source("round-cents")]);
  expect(first).toEqual(["total-price", "price-list", "price"]);
  expect(second).toEqual(["total-price", "price-list", "csv-rows"]);
  expect(third).toEqual(["total-price", "price-list", "money"]);
});

it("searches once where the harness keeps no places", async () => {
  const requests = await shown(undefined, [source("parse-csv")]);
  expect(requests[1]).toEqual(requests[0]);
});

it("shows the same again where a failure names nothing", async () => {
  const wrong = "export function total(text: string): number {\n  return -1;\n}\n";
  const requests = await shown(2, [wrong]);
  expect(requests[1]).toEqual(requests[0]);
});
