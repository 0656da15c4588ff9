import { type Agent, harnessDigest, type Task } from "@portolan/core";
import type { Cell } from "./plan.ts";
import { hasSucceeded } from "./has-succeeded.ts";
import type { EpisodeRow } from "./sail.ts";
import type { Plan, TrialRecord, Versions } from "./trial-record.ts";

/** What is known of a trial besides its episode. */
export interface TrialContext {
  plan: Plan;
  cell: Cell;
  agent: Agent;
  position: number;
  visit: number;
  /** How searches rank; absent where nothing is retrieved. */
  ranking?: string;
  /** False for a library that nothing is added to. */
  keeps: boolean;
  loadBearing?: string[];
  wallMs: number;
}

/** The record of an episode with its score. Keys stand in the same order in every record. */
export function trialOf(row: EpisodeRow, task: Task, context: TrialContext): TrialRecord {
  const { plan, cell, agent, position, visit, loadBearing, wallMs, keeps } = context;
  const { requests, tokens, costUsd, refusedBy, unusable, skill } = row;
  const isKept = skill !== undefined && (keeps || row.reason === "known");
  return {
    format: 1,
    experiment: plan.id,
    ...cell,
    position,
    task: task.id,
    ...(task.level !== undefined && { level: task.level }),
    ...(task.family !== undefined && { family: task.family }),
    visit,
    budget: withoutGaps(agent.harness.orchestration.budget),
    attempts: row.attempts,
    evaluations: row.evaluations,
    ...withoutGaps({ requests, tokens, costUsd }),
    solved: row.solved,
    right: row.right,
    of: row.of,
    succeeded: hasSucceeded(row, task),
    reason: row.reason,
    ...withoutGaps({ refusedBy, unusable }),
    retrieved: row.retrieved,
    called: row.called,
    ...(loadBearing && { loadBearing }),
    depth: row.depth,
    ...(isKept && { skill: { name: skill.name, digest: skill.digest } }),
    librarySize: row.librarySize,
    versions: versionsOf(context),
    wallMs,
  };
}

function versionsOf({ plan, agent, ranking }: TrialContext): Versions {
  const { portolan, node } = plan.versions;
  return {
    portolan,
    node,
    coder: agent.coder.id,
    harness: harnessDigest(agent.harness),
    ...(ranking !== undefined && { ranking }),
  };
}

function withoutGaps<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
