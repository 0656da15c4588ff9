import type { Budget } from "../budget/budget.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import type { Skill, SkillRef } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";
import type { Attribution } from "./attribution.ts";
import type { Episode } from "./episode.ts";
import { replacingStore } from "./replacing-store.ts";
import { verifyWith } from "./verify-with.ts";

type RunEpisode = (
  task: Task,
  agent: Agent,
  tracer: Tracer,
  signal?: AbortSignal,
  budget?: Budget,
) => Promise<EpisodeResult>;

/**
 * Takes a broken skill out of the library, with all that call it, and has a new version of it written in an episode of its own
 * that spends from the same budget. A skill is repaired once in an episode, and a repair opens no further one.
 * @returns true when the library has a new version, so that the program that called it is worth another judgement
 */
export async function repair(
  episode: Episode,
  { callee, detail }: Attribution,
  runEpisode: RunEpisode,
): Promise<boolean> {
  const { store, repairs = true } = episode.agent;
  if (!store || !callee || episode.outOfUse.includes(callee.name)) return false;
  const broken = await store.get(callee.name, callee.digest);
  if (!broken) return false;
  const shown = episode.skills;
  const callers = await takeOut(episode, store, broken, detail);
  const reason = repairs
    ? await rewrite(episode, store, { broken, callers, detail }, runEpisode)
    : "a repair opens no further one";
  const attempt = episode.budget.spent.attempts;
  const after = await store.get(broken.name);
  if (reason !== undefined || after?.status !== "active" || after.digest === broken.digest) {
    const why = reason ?? "the store keeps no changes";
    episode.tracer.emit({ type: "callee-not-repaired", attempt, skill: callee, reason: why });
    return false;
  }
  const back = await Promise.all(callers.map(({ name }) => store.get(name)));
  const restored = [after, ...back].filter((skill) => skill?.status === "active") as Skill[];
  const byName = new Map(restored.map((skill) => [skill.name, skill]));
  episode.outOfUse = episode.outOfUse.filter((name) => name === broken.name || !byName.has(name));
  const out = new Set(episode.outOfUse);
  episode.skills = shown.flatMap((match) => {
    const skill = byName.get(match.skill.name);
    return skill ? [{ ...match, skill }] : out.has(match.skill.name) ? [] : [match];
  });
  const names = restored.slice(1).map(({ name }) => name);
  episode.tracer.emit({ type: "callee-repaired", attempt, from: callee, to: refOf(after), restored: names });
  return true;
}

/** @returns the active skills that called it, and left with it */
async function takeOut(
  episode: Episode,
  store: SkillStore,
  { name, digest }: Skill,
  reason: string,
): Promise<Skill[]> {
  const { agent, task, tracer, budget } = episode;
  const callers = await store.usedBy(name, { transitive: true });
  const skills = await Promise.all(callers.map((caller) => store.get(caller.name)));
  const evidence = { task: task.id, digest };
  await store.transition(name, "quarantined", reason, { by: agent.coder.id, evidence });
  episode.outOfUse.push(name, ...callers.map((caller) => caller.name));
  const out = new Set(episode.outOfUse);
  episode.skills = episode.skills.filter(({ skill }) => !out.has(skill.name));
  const attempt = budget.spent.attempts;
  tracer.emit({ type: "callee-quarantined", attempt, skill: { name, digest }, reason, callers });
  return skills.filter((skill) => skill !== undefined);
}

/** @returns why there is no new version, or `undefined` */
async function rewrite(
  { agent, tracer, budget, signal }: Episode,
  store: SkillStore,
  { broken, callers, detail }: { broken: Skill; callers: Skill[]; detail: string },
  runEpisode: RunEpisode,
): Promise<string | undefined> {
  if (budget.exhausted) return `${budget.exhausted} used up`;
  if (broken.evals.examples.length === 0) return "it has no examples to write it from";
  const verify = agent.verify ?? verifyWith(agent, signal);
  const change = { reason: `written anew: ${detail}`, by: agent.coder.id, verify };
  const nested: Agent = {
    ...agent,
    store: replacingStore(store, { broken, callers, change }),
    repairs: false,
  };
  const marked = tracer.repairing(broken.name);
  const result = await runEpisode(taskOf(broken), nested, marked, signal, budget.part());
  if (result.change === "replaced") return undefined;
  if (result.reason === "known") return `${result.skill?.name} does the same`;
  return result.solved ? "the store did not take the new version" : result.reason;
}

/** The task that a skill was learned from, as far as the skill itself tells. */
function taskOf({ name, description, signature, evals, evidence }: Skill): Task {
  const { id, suite } = evidence.task;
  return { id, suite, name, goal: description, signature, ...evals, score: [], order: 0 };
}

function refOf({ name, digest }: Skill): SkillRef {
  return { name, digest };
}
