import type { BudgetLimits } from "../budget/budget.ts";
import { digestOf, type Json } from "../json/json.ts";

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
  };
  orchestration: { budget: BudgetLimits };
  /** Ids and digests of the evaluators, in the order they judge. */
  evaluators: { id: string; digest: string }[];
}

/** SHA-256 of the harness, as 64 hexadecimal digits. */
export function harnessDigest(harness: Harness): string {
  // By way of JSON text, so that an absent key and an undefined one are the same.
  return digestOf(JSON.parse(JSON.stringify(harness)) as Json);
}
