import type { BudgetLimits, Config } from "@portolan/core";
import type { ArmInput } from "../arms/arm.ts";

/** What an experiment runs: every arm on every suite with every seed, at one budget. */
export interface Plan {
  format: 1;
  /** Digest of all that decides the result, 12 hexadecimal digits. */
  id: string;
  suites: PlannedSuite[];
  /** Names of the arms, the one to compare with first. */
  arms: string[];
  seeds: number[];
  /** What each episode may spend; an arm that may spend more says so in its records. */
  budget: BudgetLimits;
  settings: Partial<Config>;
  versions: Versions;
  /** What the arms change, in their order, so that anybody can run them. */
  definitions?: ArmInput[];
  /** Digests of what lies in the stores that arms begin with, by their folders. */
  libraries?: Record<string, string>;
  /** Who judges, by id and digest; what of them decides is in the digest of the harness. */
  evaluators?: { id: string; digest: string }[];
  /** Whether it is measured which skills were load-bearing. */
  loadBearing?: boolean;
  /** Runs that the report makes of each program in a world. */
  worldRuns?: number;
}

/** A suite of an experiment. */
export interface PlannedSuite {
  name: string;
  digest: string;
  /** How many of its tasks, from the first. */
  tasks: number;
  /** What it is loaded by: a name, or an absolute path. */
  source?: string;
}

/** What made a result: the same versions give the same one. */
export interface Versions {
  portolan: string;
  node: string;
  /** Id of the coder. */
  coder: string;
  /** Digest of the harness. */
  harness: string;
  /** How searches rank; absent where nothing is retrieved. */
  ranking?: string;
}

/** One task in one cell: an episode with its score. Everything in it but `wallMs` is a function of the plan. */
export interface TrialRecord {
  format: 1;
  /** Id of the experiment. */
  experiment: string;
  suite: string;
  arm: string;
  seed: number;
  /** Position in the cell, from 0. */
  position: number;
  task: string;
  level?: number;
  family?: string;
  /** Which try of the task it was in its cell, from 1. */
  visit: number;
  budget: BudgetLimits;
  attempts: number;
  /** Candidate evaluations. */
  evaluations: number;
  requests?: number;
  tokens?: number;
  costUsd?: number;
  /** A program passed the gate. */
  solved: boolean;
  /** Score cases answered rightly, of so many; both 0 where the task has none. */
  right: number;
  of: number;
  /** What the report counts: solved, and right on every score case; in a world, the goal reached in the report's own worlds. */
  succeeded: boolean;
  reason: string;
  /** The evaluator that refused the last program. */
  refusedBy?: string;
  /** Why the coder's last reply held no program, where it held none. */
  unusable?: string;
  retrieved: string[];
  /** Names of the skills that the accepted program imports. */
  called: string[];
  /** Of `called`, those without which the same episode fails; absent where that was not measured. */
  loadBearing?: string[];
  /** 0 when it calls no skill, else one more than the deepest it calls. */
  depth: number;
  /** Digest of the skill that came of it. */
  skill?: { name: string; digest: string };
  librarySize: number;
  versions: Versions;
  wallMs: number;
}

/** An experiment as it lies on disk. */
export interface Experiment {
  plan: Plan;
  trials: TrialRecord[];
}
