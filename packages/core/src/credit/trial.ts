import { type Agent, runEpisode } from "../agent/agent.ts";
import { spentOf } from "../budget/budget.ts";
import type { EpisodeResult, EventSink } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { harnessDigest } from "../harness/harness.ts";
import { digestOf } from "../json/json.ts";
import { borrowedStore } from "../skills/borrowed-store.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { type DrawnTrial, learnedFrom } from "./trial-plan.ts";
import type { SkillTrial, TrialSide } from "./use-record.ts";

/** What trials are made with. */
export interface TrialDesk {
  store: SkillStore;
  /** An agent that reads this store: the same coder, evaluators and budget whatever the store. */
  agentFor(store: SkillStore): Agent | Promise<Agent>;
  seed: number;
  sinks?: readonly EventSink[];
  signal?: AbortSignal;
}

/**
 * Tries tasks with and without their skills and keeps each trial as it ends, so that who is stopped goes on where it was.
 * @returns one by one; without a trial where the world was at fault on a side, which says nothing of the skill
 * @throws PortolanError `interrupted`, and whatever `runEpisode` throws
 */
export async function* runTrials(
  drawn: readonly DrawnTrial[],
  desk: TrialDesk,
): AsyncGenerator<DrawnTrial & { trial: SkillTrial | undefined }> {
  for (const [index, one] of drawn.entries()) {
    const trial = await runTrial(one, desk, index);
    if (trial) await desk.store.recordUses([trial]);
    yield { ...one, trial };
  }
}

/**
 * One task, tried twice from the same library at the same budget: as it is, and without the skill and all that call it, as if it had
 * been demoted. What was learned from the task itself is on neither side, and nothing is kept of either.
 */
async function runTrial(
  { skill, task }: DrawnTrial,
  desk: TrialDesk,
  index: number,
): Promise<SkillTrial | undefined> {
  const { store, seed } = desk;
  const own = (await learnedFrom(store, [task])).get(task.id) ?? new Set();
  const callers = await store.usedBy(skill.name, { transitive: true });
  const gone = new Set([...own, skill.name, ...callers.map(({ name }) => name)]);
  const agent = await desk.agentFor(borrowedStore(store, own));
  const coder = agent.coder.id;
  const harness = harnessDigest(agent.harness);
  const voyage = digestOf({ trial: skill.digest, task: task.id, seed, coder, harness }).slice(0, 12);
  const side = async (one: Agent): Promise<EpisodeResult> => {
    await one.resetWorld?.();
    const tracer = new Tracer({ voyage, harness, sinks: desk.sinks ?? [] });
    tracer.enterEpisode(index);
    return runEpisode(task, one, tracer, desk.signal);
  };
  const there = await side(agent);
  const absent = await side(await desk.agentFor(borrowedStore(store, gone)));
  if (there.parked || absent.parked) return undefined;
  const ref = { name: skill.name, digest: skill.digest };
  const about = { skill: ref, task: task.id, seed, coder, harness };
  return { type: "trial", ...about, with: sideOf(there), without: sideOf(absent) };
}

function sideOf(result: EpisodeResult): TrialSide {
  return { solved: result.solved, spent: spentOf(result) };
}
