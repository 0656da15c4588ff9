import type { BudgetLimits } from "../budget/budget.ts";
import type { ModelRole } from "../models/model.ts";
import { digestOf, type Json } from "../json/json.ts";

/**
 * What a coder takes from a failed attempt: `none` (there is no second one), `blind` (it is asked again as if for the first
 * time), `last-attempt` (it sees its last program and what was said of it), `reflection` (also what it wrote down about each
 * failure of the episode).
 */
export type ReflectionPolicy = "none" | "blind" | "last-attempt" | "reflection";

/** What surrounds the coder, as data: change any of it and the digest of every trace changes. */
export interface Harness {
  /** What the coder is told besides the task; empty for the built-in coder. */
  instructions: string;
  /** Tool namespaces that programs are granted. */
  tools: string[];
  retrieval: {
    /** Skills shown to the coder at most; 0 for an arm without library. */
    limit: number;
    /** Id of the embedder that the skills are found with; absent where nothing is retrieved. */
    embedder?: string;
    /**
     * Of `limit`, for skills that only what a failure named brings to light. Absent or 0: skills are retrieved once, as
     * for the built-in coder, whose programs are to depend on the task alone.
     */
    afterFailure?: number;
    /** Skills that the built-in coder may try with other literals, at most. */
    adapt?: number;
    /** When the built-in coder calls skills: `by-words`, where words tell which may help, or `always`. */
    compose?: "by-words" | "always";
  };
  orchestration: {
    budget: BudgetLimits;
    /** What a model is told of its failures; absent for coders without one. */
    reflection?: ReflectionPolicy;
    /** Programs asked for at once, of which those that agree with each other are tried first; 1 when absent. */
    samples?: number;
    /** Prompts may have so many tokens; what matters least is left out. */
    promptTokens?: number;
  };
  /** Ids of the models, by role; absent for coders without one. */
  models?: Partial<Record<ModelRole, string>>;
  /** Ids and digests of the evaluators, in the order they judge. */
  evaluators: { id: string; digest: string }[];
}

/** SHA-256 of the harness, as 64 hexadecimal digits. */
export function harnessDigest(harness: Harness): string {
  // By way of JSON text, so that an absent key and an undefined one are the same.
  return digestOf(JSON.parse(JSON.stringify(harness)) as Json);
}
