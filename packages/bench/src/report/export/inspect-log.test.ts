import { expect, it } from "vitest";
import { z } from "zod";
import { sampleExperiment } from "../../testing/sample-experiment.ts";
import type { Turn } from "../../runner/read-turns.ts";
import { inspectLogs } from "./inspect-log.ts";

// After the models of inspect_ai (src/inspect_ai/log/_log.py, scorer/_metric.py, model/_model_output.py and
// model/_chat_message.py at commit 499e6152): the fields that
// its OpenAPI schema requires, and no field that it does not know.
const object = z.record(z.string(), z.unknown());
const usage = z.strictObject({
  input_tokens: z.int(),
  output_tokens: z.int(),
  total_tokens: z.int(),
  total_cost: z.number().optional(),
});
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00$/);
const value = z.union([z.string(), z.number(), z.boolean()]);
const score = z.strictObject({
  value,
  answer: z.string().optional(),
  explanation: z.string().optional(),
  metadata: object.optional(),
  history: z.array(z.never()),
});
const message = { id: z.string(), content: z.string().min(1), source: z.enum(["input", "generate"]) };
const userMessage = z.strictObject({ ...message, role: z.literal("user") });
const assistantMessage = z.strictObject({ ...message, role: z.literal("assistant"), model: z.string() });
const sample = z.strictObject({
  id: z.string(),
  epoch: z.int().min(1),
  input: z.string(),
  target: z.string(),
  messages: z.array(z.union([userMessage, assistantMessage])),
  output: z.strictObject({
    model: z.string(),
    choices: z.array(z.strictObject({ message: assistantMessage, stop_reason: z.literal("stop") })),
    completion: z.string(),
  }),
  scores: z.record(z.string(), score),
  metadata: object,
  store: object,
  events: z.array(z.never()),
  model_usage: z.record(z.string(), usage),
  role_usage: object,
  attachments: z.record(z.string(), z.string()),
  total_time: z.number(),
  uuid: z.string(),
});
const spec = z.strictObject({
  eval_id: z.string().min(1),
  run_id: z.string().min(1),
  created: time,
  task: z.string(),
  task_id: z.string(),
  task_version: z.union([z.int(), z.string()]),
  task_attribs: object,
  task_args: object,
  task_args_passed: object,
  solver: z.string(),
  solver_args: object,
  solver_args_passed: object,
  tags: z.array(z.string()),
  dataset: z.strictObject({
    name: z.string(),
    samples: z.int(),
    sample_ids: z.array(z.string()),
    shuffled: z.boolean(),
  }),
  model: z.string(),
  model_generate_config: object,
  model_args: object,
  config: z.strictObject({ epochs: z.int(), epochs_reducer: z.array(z.string()) }),
  packages: z.record(z.string(), z.string()),
  metadata: object,
  scorers: z.array(
    z.strictObject({
      name: z.string(),
      metrics: z.array(z.strictObject({ name: z.string() })),
      metadata: object,
    }),
  ),
});
const evalLog = z.strictObject({
  version: z.literal(2),
  status: z.enum(["started", "success", "cancelled", "error"]),
  eval: spec,
  plan: z.strictObject({
    name: z.string(),
    steps: z.array(z.strictObject({ solver: z.string(), params: object, params_passed: object })),
    config: object,
  }),
  results: z.strictObject({
    total_samples: z.int(),
    completed_samples: z.int(),
    scores: z.array(
      z.strictObject({
        name: z.string(),
        scorer: z.string(),
        scored_samples: z.int(),
        unscored_samples: z.int(),
        params: object,
        metrics: z.record(
          z.string(),
          z.strictObject({ name: z.string(), value: z.number(), params: object }),
        ),
      }),
    ),
  }),
  stats: z.strictObject({
    started_at: time,
    completed_at: z.union([time, z.literal("")]),
    model_usage: z.record(z.string(), usage),
    role_usage: object,
    connection_limit_history: z.array(z.never()),
  }),
  invalidated: z.boolean(),
  tags: z.array(z.string()),
  metadata: object,
  samples: z.array(sample),
  reductions: z.array(
    z.strictObject({
      scorer: z.string(),
      reducer: z.string(),
      samples: z.array(z.strictObject({ value, history: z.array(z.never()), sample_id: z.string() })),
    }),
  ),
});

const created = new Date("2026-01-02T03:04:05Z");

it("writes logs that Inspect's schema takes, one for each suite and arm", () => {
  const experiment = sampleExperiment({ seeds: 2 });
  const paid = {
    ...experiment,
    trials: experiment.trials.map((one) => ({ ...one, tokens: 500, costUsd: 0.01 })),
  };
  const logs = inspectLogs(paid, created);
  expect(logs.map(({ fileName }) => fileName.replace(/_[^_]*$/, ""))).toEqual([
    "2026-01-02T03-04-05+00-00_sample-none",
    "2026-01-02T03-04-05+00-00_sample-library",
    "2026-01-02T03-04-05+00-00_sample-none-3x",
  ]);
  for (const { log } of logs) {
    const parsed = evalLog.parse(JSON.parse(JSON.stringify(log)));
    expect(parsed.status).toBe("success");
    expect(new Set(parsed.samples.map(({ id, epoch }) => `${epoch} ${id}`)).size).toBe(48);
    expect(parsed.results.scores[0]?.metrics["accuracy"]?.value).toBeCloseTo(
      parsed.samples.filter(({ scores }) => scores["score-cases"]?.value === "C").length / 48,
      12,
    );
  }
  expect(inspectLogs(paid, created)).toEqual(logs);
});

it("has what was said in each episode as messages, and the last program as output", () => {
  const turns: Turn[] = [
    { by: "task", text: "Count." },
    { by: "coder", text: "```ts\nwrong\n```", source: "wrong" },
    { by: "verdict", text: "examples failed: 2 instead of 3" },
    { by: "coder", text: "```ts\nright\n```", source: "right" },
  ];
  const [log] = inspectLogs(sampleExperiment({ seeds: 2 }), created, ({ seed }) =>
    seed === 1 ? [turns] : [],
  );
  const [first, second] = ["1", "2"].map((epoch) =>
    evalLog.parse(log?.log).samples.find((one) => String(one.epoch) === epoch),
  );
  expect(first?.messages).toEqual([]);
  expect(second?.input).toBe("Count.");
  expect(second?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  expect(new Set(second?.messages.map(({ id }) => id)).size).toBe(4);
  expect(second?.output.choices[0]?.message).toEqual(second?.messages.at(-1));
  expect(second?.output.completion).toContain("right");
  expect(second?.scores["score-cases"]?.explanation).toMatch(/^(?:passed the gate|the budget is spent)/);
});

it("says of an arm that is not whole that it has only started", () => {
  const [none, library, ...others] = inspectLogs(sampleExperiment({ seeds: 2, trials: 50 }), created);
  expect([none?.log["status"], library?.log["status"], others.length]).toEqual(["success", "started", 0]);
  expect(evalLog.parse(library?.log).results).toMatchObject({ total_samples: 48, completed_samples: 2 });
});

it("says of tasks in a world how many worlds of the report a program was right in", () => {
  const { plan, trials } = sampleExperiment({ seeds: 2 });
  const suite = "techtree-milestones";
  const inWorld = {
    plan: { ...plan, suites: plan.suites.map((one) => ({ ...one, name: suite })) },
    trials: trials.map((one) => ({ ...one, suite, solved: true, right: 9, of: 10, succeeded: true })),
  };
  const { samples, results } = evalLog.parse(inspectLogs(inWorld, created)[0]?.log);
  expect(results.scores[0]?.scorer).toBe("worlds-of-the-report");
  expect(samples[0]?.scores["worlds-of-the-report"]).toMatchObject({
    value: "C",
    answer: "right in 9 of 10 worlds of the report",
  });
  expect(JSON.stringify(samples)).not.toMatch(/score.cases?/);
  expect(JSON.stringify(inspectLogs({ plan, trials }, created))).not.toContain("worlds of the report");
});
