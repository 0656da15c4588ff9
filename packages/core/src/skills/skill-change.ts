import type { Json } from "../json/json.ts";
import type { Candidate, Evidence, Skill, SkillStatus } from "./skill.ts";

/** Reads skills; what linking and verifying need. */
export interface SkillReader {
  /**
   * The skill of that name in whatever status, or `undefined`; with `digest` only that version. An earlier version comes
   * back with the status "deprecated": it can be read and never linked.
   */
  get(name: string, digest?: string): Promise<Skill | undefined>;
}

/** Judges a skill as it would be after a change; `reader` shows the store as it would be then. */
export type Verify = (
  skill: Candidate,
  reader: SkillReader,
) => Promise<{ evidence: Evidence } | { refused: string }>;

/** One thing that is asked of a store. */
export type SkillChange =
  /** A new skill, or a new version of one; verified unless evidence is given. */
  | { kind: "put"; candidate: Candidate; evidence?: Evidence }
  /** `name` becomes another name of `of`, which must have its signature; callers of `name` keep working. */
  | { kind: "alias"; name: string; of: string }
  | { kind: "status"; name: string; status: SkillStatus };

/** Why, by whom, and judged by what. */
export interface ChangeOptions {
  reason: string;
  by: string;
  verify: Verify;
  /** What speaks for the change, for the histories. */
  evidence?: Json;
  /** Plans and verifies, and changes nothing. */
  dryRun?: boolean;
}

/** What became of one skill in a change. */
export interface SkillChanged {
  name: string;
  /** Its digest before; absent for a new skill. */
  from?: string;
  /** Its digest now. */
  to: string;
  change: "added" | "replaced" | "aliased" | "re-pinned" | SkillStatus;
}

/** What a change did, skill by skill, callees first. */
export interface ChangeReport {
  /** Names the change in histories; a revert takes it. The same change of the same store has the same id. */
  id: string;
  done: SkillChanged[];
  /** Why nothing was changed. */
  refused?: { name: string; reason: string };
}
