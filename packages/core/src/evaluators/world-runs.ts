import { spentOn, type SequentialSettings, standardSequential } from "../gate/sequential-settings.ts";
import { sequentialTest } from "../gate/sequential-test.ts";
import type { Json } from "../json/json.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { GoalOf, WorldGoal } from "../world/world-goal.ts";
import type { World } from "../world/world.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Subject, Verdict } from "./evaluator.ts";
import { freshSeeds } from "./world-seeds.ts";
import { noOpOf, type Trial, type TrialPlace, tryOnce } from "./world-trial.ts";

/** Where programs are judged by what they bring about. */
export interface WorldRunsOptions {
  sandbox: Sandbox;
  world: World;
  goalOf: GoalOf;
  /** What is asked of programs in this world; the standard for what is absent. A task may ask for something else. */
  runs?: Partial<SequentialSettings>;
  /** Worlds in which a program that does nothing must fail; 8 when absent. */
  controls?: number;
}

/**
 * Passes programs that reach the goal of their task often enough, in worlds of fresh seeds. It stops as soon as a sequential test
 * admits or refuses at the declared errors. A goal that holds in untouched worlds, or after a program that does nothing,
 * admits nobody.
 */
export function worldRunsEvaluator({
  sandbox,
  world,
  goalOf,
  runs = {},
  controls = 8,
}: WorldRunsOptions): Evaluator {
  const settings = { ...standardSequential, ...runs };
  /** Goals that nobody reaches by doing nothing: that does not depend on who is judged. */
  const sound = new Set<string>();
  return defineEvaluator({
    id: "world-runs",
    version: 1,
    settings: { runs: { ...settings }, controls },
    evaluate: async (subject): Promise<Verdict> => {
      const goal = goalOf(subject.task);
      if (!goal) {
        return { status: "errored", feedback: `The world has no goal for the task ${subject.task.id}.` };
      }
      const place = { sandbox, world, goal, signal: subject.signal };
      const key = `${subject.task.id} ${goal.id}`;
      const empty = sound.has(key) ? undefined : await emptyGoal(place, subject, controls);
      if (!empty) sound.add(key);
      return empty ?? decide(place, subject, { ...settings, ...subject.task.gate?.runs });
    },
  });
}

/** Why the goal proves nothing, if so: nothing need be done for it. */
async function emptyGoal(
  place: TrialPlace,
  { task, program }: Subject,
  controls: number,
): Promise<Verdict | undefined> {
  const noOp = noOpOf(program);
  const seeds = freshSeeds({ task: task.id, goal: place.goal.id, for: "controls" });
  const ended = { idle: 0, met: 0, missed: 0 };
  for (let n = 0; n < controls; n++) {
    const trial = await tryOnce(place, noOp, seeds.next().value);
    if (trial.kind === "stopped") return { status: "errored", feedback: trial.reason };
    ended[trial.kind]++;
  }
  if (ended.met === 0 && 2 * ended.idle <= controls) return undefined;
  const how =
    ended.met > 0
      ? `a program that does nothing reaches it in ${ended.met} of ${controls} worlds`
      : `it holds in ${ended.idle} of ${controls} untouched worlds`;
  return {
    status: "errored",
    feedback: `The goal of this task proves nothing: ${how}.`,
    evidence: { goal: place.goal.id, controls: ended },
  };
}

async function decide(
  place: TrialPlace,
  { task, program, candidate = 1 }: Subject,
  wanted: SequentialSettings,
): Promise<Verdict> {
  const settings = { ...wanted, alpha: spentOn(candidate, wanted.alpha) };
  const test = sequentialTest(settings);
  const seeds = freshSeeds({ task: task.id, source: program.source, modules: { ...program.modules } });
  const seen: Exclude<Trial, { kind: "idle" | "stopped" }>[] = [];
  let [right, idle] = [0, 0];
  while (test.decide(right, seen.length) === "undecided") {
    const trial = await tryOnce(place, program, seeds.next().value);
    if (trial.kind === "stopped") return { status: "errored", feedback: trial.reason };
    if (trial.kind === "idle" && ++idle > 2 * test.mostRuns) {
      return { status: "errored", feedback: "The goal holds already in most of the fresh worlds." };
    }
    if (trial.kind === "idle") continue;
    seen.push(trial);
    if (trial.kind === "met") right++;
  }
  const counts = { ...settings, right, of: seen.length };
  const decision = test.decide(right, seen.length);
  const evidence = { goal: place.goal.id, decision, ...counts, candidate, idle };
  if (decision === "admit") return { status: "passed", evidence, checks: { runs: counts } };
  return {
    status: "failed",
    feedback: refusal(right, seen, settings),
    evidence: { ...evidence, ...firstMissed(seen, place.goal), ...failedSkills(seen) },
  };
}

/** The worlds stay hidden; how the runs ended does not tell of them. */
function refusal(
  right: number,
  seen: readonly { kind: string; ended: string }[],
  settings: SequentialSettings,
): string {
  const threw = seen.filter(({ kind, ended }) => kind === "missed" && ended !== "value");
  const kinds = [...Map.groupBy(threw, ({ ended }) => ended)].map(
    ([kind, { length }]) => `${kind} ${length} times`,
  );
  const also = kinds.length > 0 ? ` It did not end properly in others: ${kinds.join(", ")}.` : "";
  return `It reached the goal in ${right} of ${seen.length} fresh worlds; ${100 * settings.admitAt} % are asked for.${also}`;
}

/** In which skills runs ended because of a tool, and how often: `{ failedIn: { "obtain-plank": 3 } }`. */
function failedSkills(seen: readonly { failedIn?: string }[]): Record<string, Json> {
  const names = seen.flatMap(({ failedIn }) => failedIn ?? []).toSorted();
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length] as const);
  return counts.length > 0 ? { failedIn: Object.fromEntries(counts) } : {};
}

function firstMissed(
  seen: readonly { kind: string; before: Json; after: Json }[],
  { id }: WorldGoal,
): Record<string, Json> {
  const one = seen.find(({ kind }) => kind === "missed");
  return one ? { missed: { goal: id, before: one.before, after: one.after } } : {};
}
