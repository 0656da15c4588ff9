import { digestOf } from "@portolan/core";
import { successRate } from "../../statistics/success-rate.ts";
import { type TaskResult, taskResults } from "../../statistics/task-result.ts";
import type { Cell } from "../../runner/plan.ts";
import type { Turn } from "../../runner/read-turns.ts";
import type { Experiment, Plan, TrialRecord } from "../../runner/trial-record.ts";
import { isWorldSuite } from "../../worlds/techtree/world-suites.ts";

/** A log of one suite and arm, as Inspect's viewer reads it. */
export interface InspectLog {
  /** Begins with a time, as Inspect asks of the names of logs. */
  fileName: string;
  /** An `EvalLog` of version 2. */
  log: Record<string, unknown>;
}

/** What a program is tried on after everything is decided, and what that is called in a log. */
interface Measure {
  scorer: string;
  /** What `right` and `of` of a record count. */
  unit: string;
  target: string;
}

const measures = {
  cases: { scorer: "score-cases", unit: "score cases", target: "right on every score case" },
  worlds: {
    scorer: "worlds-of-the-report",
    unit: "worlds of the report",
    target: "the goal reached in eight of ten worlds of the report",
  },
} as const satisfies Record<string, Measure>;

/**
 * The experiment in the log format of Inspect (inspect_ai, `EvalLog` version 2): a log for each suite and arm that has trials. A
 * seed is an epoch, a task is a sample, and its score is `C` where it succeeded and `I` where it did not. An arm that is not whole
 * has the status `started`.
 * @param created when the experiment was made; an experiment itself knows no clock
 * @param turnsOf what was said in the episodes of a cell, by position; without it a sample has no messages
 */
export function inspectLogs(
  { plan, trials }: Experiment,
  created: Date,
  turnsOf: (cell: Cell) => Turn[][] = () => [],
): InspectLog[] {
  const results = taskResults(trials);
  return plan.suites.flatMap((suite) =>
    plan.arms.flatMap((arm): InspectLog[] => {
      const own = results.filter((one) => one.suite === suite.name && one.arm === arm);
      if (own.length === 0) return [];
      const turns = new Map(
        plan.seeds.map((seed) => [seed, turnsOf({ suite: suite.name, arm, seed })] as const),
      );
      return [logOf(plan, suite, arm, own, { created, turns })];
    }),
  );
}

function logOf(
  plan: Plan,
  suite: Plan["suites"][number],
  arm: string,
  results: readonly TaskResult[],
  { created, turns }: { created: Date; turns: ReadonlyMap<number, Turn[][]> },
): InspectLog {
  const id = digestOf({ experiment: plan.id, suite: suite.name, arm }).slice(0, 22);
  const time = `${created.toISOString().slice(0, 19)}+00:00`;
  const isWhole = results.length >= suite.tasks * plan.seeds.length;
  const model = `portolan/${results[0]?.visits[0]?.versions.coder ?? plan.versions.coder}`;
  const measure = isWorldSuite(suite.source ?? suite.name) ? measures.worlds : measures.cases;
  const { scorer } = measure;
  const usage = usageOf(results);
  const log = {
    version: 2,
    status: isWhole ? "success" : "started",
    eval: {
      eval_id: id,
      run_id: plan.id,
      created: time,
      task: `${suite.name}-${arm}`,
      task_id: id,
      task_version: 0,
      task_attribs: {},
      task_args: { suite: suite.name, arm },
      task_args_passed: { suite: suite.name, arm },
      solver: arm,
      solver_args: {},
      solver_args_passed: {},
      tags: ["portolan", suite.name, arm],
      dataset: {
        name: suite.name,
        samples: suite.tasks,
        sample_ids: [...new Set(results.map(({ task }) => task))],
        shuffled: false,
      },
      model,
      model_generate_config: {},
      model_args: {},
      config: { epochs: plan.seeds.length, epochs_reducer: ["mean"] },
      packages: { portolan: plan.versions.portolan },
      metadata: { digest: suite.digest, budget: plan.budget, versions: plan.versions },
      scorers: [{ name: scorer, metrics: [{ name: "accuracy" }], metadata: {} }],
    },
    plan: { name: arm, steps: [{ solver: arm, params: {}, params_passed: {} }], config: {} },
    results: resultsOf(suite, plan, results, measure),
    stats: {
      started_at: time,
      completed_at: isWhole ? time : "",
      model_usage: usage ? { [model]: usage } : {},
      role_usage: {},
      connection_limit_history: [],
    },
    invalidated: false,
    tags: ["portolan", suite.name, arm],
    metadata: {},
    samples: results.map((result) => {
      const said = turns.get(result.seed)?.[result.visits.at(-1)?.position ?? 0] ?? [];
      return sampleOf(plan, result, { model, said, measure });
    }),
    reductions: [reductionOf(results, measure)],
  };
  return { fileName: `${time.replaceAll(":", "-")}_${withoutMarks(`${suite.name}-${arm}`)}_${id}.json`, log };
}

function sampleOf(
  plan: Plan,
  result: TaskResult,
  { model, said, measure }: { model: string; said: readonly Turn[]; measure: Measure },
): Record<string, unknown> {
  const last = result.visits.at(-1) as TrialRecord;
  const { right, of, reason, wallMs: _, ...record } = last;
  const { scorer, unit, target } = measure;
  const usage = usageOf([result]);
  const uuid = digestOf({
    experiment: plan.id,
    suite: result.suite,
    arm: result.arm,
    seed: result.seed,
    task: result.task,
  }).slice(0, 22);
  const messages = said.map((turn, i) => messageOf(turn, `${uuid}-${i}`, model));
  const answer = messages.findLast(({ role }) => role === "assistant");
  const goal = said.find(({ by }) => by === "task")?.text;
  return {
    id: result.task,
    epoch: plan.seeds.indexOf(result.seed) + 1,
    input: goal ?? `Task ${result.task}, seed ${result.seed}`,
    target,
    messages,
    output: {
      model,
      choices: answer ? [{ message: answer, stop_reason: "stop" }] : [],
      completion: answer?.content ?? (last.skill ? `skill ${last.skill.name}` : ""),
    },
    scores: {
      [scorer]: {
        value: result.succeeded ? "C" : "I",
        answer: of === 0 ? reason : `right in ${right} of ${of} ${unit}`,
        explanation: explanationOf(last, unit),
        metadata: { solved: last.solved, right, of },
        history: [],
      },
    },
    metadata: { ...record, evaluations: result.evaluations, visits: result.visits.length },
    store: {},
    events: [],
    model_usage: usage ? { [model]: usage } : {},
    role_usage: {},
    attachments: {},
    total_time: result.visits.reduce((sum, { wallMs }) => sum + wallMs, 0) / 1000,
    uuid,
  };
}

/** A `ChatMessageUser` or `ChatMessageAssistant`. */
function messageOf({ by, text }: Turn, id: string, model: string) {
  const source = by === "coder" ? "generate" : "input";
  return by === "coder"
    ? { id, role: "assistant", content: text, source, model }
    : { id, role: "user", content: text, source };
}

/** The verdict in words, with the skills that the program stands on. */
function explanationOf(trial: TrialRecord, unit: string): string {
  const { reason, refusedBy, unusable, right, of, called, loadBearing } = trial;
  return [
    `${reason}${refusedBy === undefined ? "" : ` (refused by ${refusedBy})`}.`,
    ...(unusable === undefined ? [] : [`The last reply held no program: ${unusable}`]),
    ...(of === 0 ? [] : [`Right in ${right} of ${of} ${unit}.`]),
    ...(called.length === 0 ? [] : [`It calls ${called.join(", ")}.`]),
    ...(loadBearing && loadBearing.length > 0 ? [`Load-bearing: ${loadBearing.join(", ")}.`] : []),
  ].join(" ");
}

function resultsOf(
  suite: Plan["suites"][number],
  plan: Plan,
  results: readonly TaskResult[],
  { scorer }: Measure,
) {
  const { estimate, lower, upper } = successRate(results);
  return {
    total_samples: suite.tasks * plan.seeds.length,
    completed_samples: results.length,
    scores: [
      {
        name: scorer,
        scorer,
        scored_samples: results.length,
        unscored_samples: 0,
        params: {},
        metrics: Object.fromEntries([
          metric("accuracy", estimate),
          metric("lower_95", lower),
          metric("upper_95", upper),
        ]),
      },
    ],
  };
}

function metric(name: string, value: number) {
  return [name, { name, value, params: {} }] as const;
}

/** The parts of a log's name are joined by underscores. */
function withoutMarks(text: string): string {
  return text.replace(/[^\w.-]+/g, "-").replaceAll("_", "-");
}

function reductionOf(results: readonly TaskResult[], { scorer }: Measure) {
  const samples = [...Map.groupBy(results, ({ task }) => task)].map(([task, tries]) => ({
    value: tries.filter(({ succeeded }) => succeeded).length / tries.length,
    history: [],
    sample_id: task,
  }));
  return { scorer, reducer: "mean", samples };
}

/** Portolan counts tokens in and out together. */
function usageOf(results: readonly TaskResult[]): Record<string, number> | undefined {
  const sum = (of: (result: TaskResult) => number): number =>
    results.reduce((total, one) => total + of(one), 0);
  const tokens = sum((one) => one.tokens);
  if (tokens === 0) return undefined;
  const cost = sum((one) => one.costUsd);
  return {
    input_tokens: tokens,
    output_tokens: 0,
    total_tokens: tokens,
    ...(cost > 0 ? { total_cost: cost } : {}),
  };
}
