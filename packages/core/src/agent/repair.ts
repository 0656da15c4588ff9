import type { Budget } from "../budget/budget.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Tracer } from "../events/tracer.ts";
import { activeSkill } from "../program/link.ts";
import type { Skill } from "../skills/skill.ts";
import type { Match } from "../skills/skill-query.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";
import type { Attribution } from "./attribution.ts";
import type { Episode } from "./episode.ts";
import { replacingStore } from "./replacing-store.ts";
import { taskOfSkill, verifyWith } from "./verify-with.ts";

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
  if (!store || !callee || episode.repaired.includes(callee.name)) return false;
  const broken = await activeSkill(store, callee.name, callee.digest);
  if (!broken) return false;
  episode.repaired.push(broken.name);
  const shown = episode.skills;
  const callers = await takeOut(episode, store, broken, detail);
  const why = repairs
    ? await rewrite(episode, store, { broken, callers, detail }, runEpisode)
    : "a repair opens no further one";
  const after = await activeSkill(store, broken.name);
  const isNew = why === undefined && after !== undefined && after.digest !== broken.digest;
  const names = isNew ? [broken.name, ...(await activeNames(store, callers))] : [];
  episode.outOfUse = episode.outOfUse.filter((name) => !names.includes(name));
  episode.skills = await presentVersions(shown, episode.outOfUse, store);
  const attempt = episode.budget.spent.attempts;
  if (isNew) {
    const to = { name: after.name, digest: after.digest };
    const restored = names.slice(1);
    episode.tracer.emit({ type: "callee-repaired", attempt, from: callee, to, restored });
  } else {
    const reason = why ?? "the store keeps no changes";
    episode.tracer.emit({ type: "callee-not-repaired", attempt, skill: callee, reason });
  }
  return isNew;
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
  const skills = await Promise.all(callers.map((caller) => activeSkill(store, caller.name)));
  const evidence = { task: task.id, digest };
  await store.transition(name, "quarantined", reason, { by: agent.coder.id, evidence });
  episode.outOfUse.push(name, ...callers.map((caller) => caller.name));
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
  if (broken.evals.examples.length === 0 && broken.evidence.task.world === undefined)
    return "it has no examples to write it from";
  const verify = agent.verify ?? verifyWith(agent, signal);
  const change = { reason: `written anew: ${detail}`, by: agent.coder.id, verify };
  const nested: Agent = {
    ...agent,
    store: replacingStore(store, { broken, callers, change }),
    repairs: false,
  };
  const marked = tracer.repairing(broken.name);
  const result = await runEpisode(taskOfSkill(broken, broken), nested, marked, signal, budget.part());
  if (result.change === "replaced") return undefined;
  if (result.reason === "known") return `${result.skill?.name} does the same`;
  return result.solved ? "the store did not take the new version" : result.reason;
}

async function activeNames(store: SkillStore, skills: readonly Skill[]): Promise<string[]> {
  const active = await Promise.all(skills.map(({ name }) => activeSkill(store, name)));
  return active.flatMap((skill) => skill?.name ?? []);
}

/** What was shown, as it is now; a repair may have found other skills broken. */
async function presentVersions(
  shown: readonly Match[],
  outOfUse: readonly string[],
  store: SkillStore,
): Promise<Match[]> {
  const matches = await Promise.all(
    shown.map(async (match) => ({ ...match, skill: await activeSkill(store, match.skill.name) })),
  );
  return matches.filter(
    (match): match is Match => match.skill !== undefined && !outOfUse.includes(match.skill.name),
  );
}
