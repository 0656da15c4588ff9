import { z } from "zod";
import type { FailureCause } from "../agent/attribution.ts";
import type { Spent } from "../budget/budget.ts";
import { digestOf, type Json } from "../json/json.ts";
import type { SkillRef } from "../skills/skill.ts";

/** One skill called by one program that was judged. It holds no wall-clock time. */
export interface SkillUse {
  type: "use";
  skill: SkillRef;
  /** Id of the task that the program was written for. */
  task: string;
  /** What became of the program; `unjudged` where the episode ended before anybody said. */
  outcome: "right" | "wrong" | "unjudged";
  /** Whose fault it was that the program was wrong, as `attribute` decided. */
  cause?: FailureCause;
  /** True where that was this very skill: it failed its own evidence. */
  blamed?: true;
  /** Digest of the source that called it; absent where the skill itself did the whole task. */
  program?: string;
  voyage: string;
  episode: number;
  attempt: number;
  harness: string;
  /** What the whole episode spent. */
  spent: Spent;
  /** The store that it happened in, where that is another one: a claim, which counts nothing here. */
  origin?: string;
}

/** How one side of a trial ended. */
export interface TrialSide {
  solved: boolean;
  spent: Spent;
}

/** One task tried with a skill and without it, by the same coder at the same budget. */
export interface SkillTrial {
  type: "trial";
  skill: SkillRef;
  task: string;
  /** Of the sample that it was drawn for. */
  seed: number;
  coder: string;
  harness: string;
  with: TrialSide;
  without: TrialSide;
  origin?: string;
}

/** What speaks for or against a skill after its admission. */
export type UseRecord = SkillUse | SkillTrial;

/** What a store keeps of uses. */
export interface UseStore {
  /** Keeps records; one that is there already is not kept twice. A store that was opened read-only keeps none. */
  recordUses(records: readonly UseRecord[]): Promise<void>;
  /** The records of all versions of one skill, or of all skills, in the order in which each writer kept them. */
  uses(name?: string): Promise<UseRecord[]>;
}

/** Names a record by what it says: the same use has the same id wherever it is kept. */
export function useId(record: UseRecord): string {
  return digestOf(JSON.parse(JSON.stringify(record)) as Json);
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const skill = z.object({ name: z.string(), digest });
const spent: z.ZodType<Spent> = z.object({
  evaluations: z.number(),
  attempts: z.number(),
  requests: z.number().optional(),
  tokens: z.number().optional(),
  costUsd: z.number().optional(),
});
const side = z.object({ solved: z.boolean(), spent });

/** A record as a line of a file holds it. */
export const useRecordSchema: z.ZodType<UseRecord> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("use"),
    skill,
    task: z.string(),
    outcome: z.enum(["right", "wrong", "unjudged"]),
    cause: z.enum(["own", "precondition", "callee", "environment", "evaluator"]).optional(),
    blamed: z.literal(true).optional(),
    program: digest.optional(),
    voyage: z.string(),
    episode: z.number().int().nonnegative(),
    attempt: z.number().int().nonnegative(),
    harness: z.string(),
    spent,
    origin: z.string().optional(),
  }),
  z.object({
    type: z.literal("trial"),
    skill,
    task: z.string(),
    seed: z.number().int(),
    coder: z.string(),
    harness: z.string(),
    with: side,
    without: side,
    origin: z.string().optional(),
  }),
]);
