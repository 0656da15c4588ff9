import type { SkillStore, Verify } from "@portolan/core";
import { takingOver } from "./import-outcome.ts";
import type { MergeStep } from "./merge-plan.ts";
import type { MergeReader } from "./merge-side.ts";

/** The store that a merge changes. */
export type MergeStore = MergeReader &
  Pick<SkillStore, "get" | "admit" | "propose" | "settle" | "transition" | "change" | "recordUses">;

/** How two stores are merged. */
export interface MergeOptions {
  /** Judges everything that comes over; it must pass here. */
  verify: Verify;
  /** The name of the other store, for evidence and histories. */
  from: string;
  /** Who asks: `portolan merge`. */
  by: string;
  /** A store as both were before; found in versions and histories when absent. */
  base?: MergeReader;
  /** Takes over revocations and other losses of trust, which are only told otherwise. */
  statuses?: boolean;
  /** Says what would be tried, and verifies and writes nothing. */
  dryRun?: boolean;
  onOutcome?: (outcome: MergeOutcome) => void;
  signal?: AbortSignal;
}

/** What became of a skill that is not the same on both sides. */
export interface MergeOutcome {
  name: string;
  /**
   * `added`, `updated`: theirs was verified here and is active. `candidate`: it did not pass, and is kept as a candidate.
   * `conflict`: both sides changed it; ours stays, theirs is a candidate. `status`: ours has their status now.
   * `status-there`: their status would be taken over with `statuses`. `left`: nothing of it comes over.
   */
  outcome: "added" | "updated" | "candidate" | "conflict" | "status" | "status-there" | "left";
  reason?: string;
  next?: string;
}

/** What a step that is not tried would come to. */
export function foreseen(step: MergeStep): MergeOutcome[] {
  const { name } = step;
  switch (step.kind) {
    case "keep":
      return [];
    case "add":
      return [{ name, outcome: "added" }];
    case "update":
      return [{ name, outcome: "updated" }];
    case "conflict":
      return [{ name, outcome: "conflict", reason: step.reason, next: conflictNext(name) }];
    case "leave":
      return [{ name, outcome: "left", reason: step.reason }];
    case "status": {
      const reason = `it is ${step.status} there: ${step.reason}`;
      return [{ name, outcome: "status-there", reason, next: "Add --statuses to take that over." }];
    }
  }
}

/** What to do about a conflict. */
export function conflictNext(name: string): string {
  return `Ours stays, theirs is a candidate; to take theirs: ${takingOver(name)}.`;
}
