import type { Attribution } from "../agent/attribution.ts";
import { spentOf } from "../budget/budget.ts";
import type { EpisodeResult, TraceEvent } from "../events/event.ts";
import { digestOf } from "../json/json.ts";
import type { SkillRef } from "../skills/skill.ts";
import type { SkillUse } from "./use-record.ts";

/** A use whose episode has not ended: what it spent is not known yet. */
type OpenUse = Omit<SkillUse, "spent">;

interface OpenEpisode {
  task: string;
  program?: string;
  uses: OpenUse[];
  /** The uses of the program that is being judged. */
  current: OpenUse[];
}

/**
 * The uses that events tell of, in order: a fold, so that what a store keeps of them can be made again from a trace. An episode
 * that did not end tells of none; of one that was begun twice the last one counts.
 */
export function usesIn(events: readonly TraceEvent[]): SkillUse[] {
  const open = new Map<string, OpenEpisode>();
  return events.flatMap((event) => {
    const key = `${event.episode ?? 0} ${event.repair ?? ""}`;
    if (event.type === "episode-start") open.set(key, { task: event.task, uses: [], current: [] });
    const episode = open.get(key);
    if (!episode) return [];
    if (event.type !== "episode-end") {
      follow(episode, event);
      return [];
    }
    open.delete(key);
    return ended(episode, event.result);
  });
}

function follow(episode: OpenEpisode, event: TraceEvent): void {
  switch (event.type) {
    case "program-written":
      episode.program = digestOf(event.program.source);
      episode.current = [];
      break;
    case "skills-called":
      episode.current = event.skills.map((skill) => useOf(episode, event, skill, event.whole));
      episode.uses.push(...episode.current);
      break;
    case "failure-attributed":
      for (const use of blamedOf(episode, event)) fail(use, event.attribution);
      break;
    case "gate-passed":
      for (const use of episode.current) succeed(use);
  }
}

function useOf(
  { task, program }: Pick<OpenEpisode, "task" | "program">,
  { voyage, episode = 0, harness, ...event }: TraceEvent & { attempt: number },
  { name, digest }: SkillRef,
  whole = false,
): OpenUse {
  const called = whole || program === undefined ? {} : { program };
  const { attempt } = event;
  const use = { type: "use", skill: { name, digest }, task, outcome: "unjudged" } as const;
  return { ...use, ...called, voyage, episode, attempt, harness };
}

/** The uses of the program that failed, and one of the skill that broke it where the program calls that through others only. */
function blamedOf(
  episode: OpenEpisode,
  event: Extract<TraceEvent, { type: "failure-attributed" }>,
): OpenUse[] {
  const { cause, callee } = event.attribution;
  const isIndirect =
    cause === "callee" && callee && !episode.current.some(({ skill }) => isSame(skill, callee));
  if (isIndirect && episode.current.length > 0) {
    const use = useOf(episode, event, callee);
    episode.uses.push(use);
    episode.current.push(use);
  }
  return episode.current;
}

function fail(use: OpenUse, { cause, callee }: Attribution): void {
  use.outcome = "wrong";
  use.cause = cause;
  if (cause === "callee" && callee && isSame(use.skill, callee)) use.blamed = true;
}

function succeed(use: OpenUse): void {
  use.outcome = "right";
  delete use.cause;
  delete use.blamed;
}

function ended({ uses, current }: OpenEpisode, result: EpisodeResult): SkillUse[] {
  // A program that does what an active skill does passed the gate, too, and is not kept.
  if (result.solved) current.forEach(succeed);
  const spent = spentOf(result);
  return uses.map((use) => ({ ...use, spent }));
}

function isSame(one: SkillRef, other: SkillRef): boolean {
  return one.name === other.name && one.digest === other.digest;
}
