import type { Case } from "../task/task.ts";
import type { Skill, SkillStatus } from "./skill.ts";

/** Which skills one is interested in; what is absent does not narrow. */
export interface SkillFilter {
  /** `["active"]` when absent. A search never returns any other, whatever stands here. */
  status?: SkillStatus[];
  /** Skills that have all of these tags. */
  tags?: string[];
  /** Tool namespaces that a skill may import, itself or through what it calls: `[]` for pure skills only. */
  tools?: string[];
  /** Who wrote it: the id of a coder, or whoever an imported skill names. */
  author?: string;
  /** The suite of the task that it was learned from. */
  suite?: string;
  /** The types of its signature, as `typesOf` gives them: skills that can stand in for one another. */
  types?: string;
  /** Also aliases: other names of skills that are there. */
  aliases?: boolean;
}

/** What one looks for. */
export interface SkillQuery {
  /** A goal in plain words. */
  text: string;
  /** `(xs: number[]) => number`: skills that accept or return such types rank higher. State it, do not guess it. */
  signature?: string;
  /** What a skill should do: pure skills that answer such inputs so rank higher. Needs a sandbox. */
  examples?: Case[];
  filter?: Omit<SkillFilter, "status" | "types" | "aliases">;
  /** How many matches at most; 10 when absent. */
  limit?: number;
  /** What the matches' signatures, descriptions and sources may take together, in tokens of four characters; the best come first. */
  tokenBudget?: number;
}

/** A skill found, how well it fits, and why: one reason per view that found it, best first. */
export interface Match {
  skill: Skill;
  /** Higher is better; comparable within one search only. */
  score: number;
  reasons: string[];
  /** Skills that do nearly the same, left out in its favour. */
  folded?: string[];
}
