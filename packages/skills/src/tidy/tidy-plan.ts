import type { Evidence, Json, SkillChange, SkillReader } from "@portolan/core";

/** What tidying looks for. */
export type TidyKind = "retire" | "duplicates" | "families";

/** One change of the library that stands by itself: all of it is done, or nothing. */
export interface TidyStep {
  kind: TidyKind;
  /** What happens, in one line. */
  title: string;
  /** The skills that it changes, in order of name; new ones left out. */
  skills: string[];
  /** The skill that remains for all of them; absent when none does. */
  remains?: string;
  /** Why, in whole sentences. */
  reasons: string[];
  /** What speaks for it, for the histories. */
  evidence: Json;
  /** Words and marks of what it touches, before and after. */
  tokens: { before: number; after: number };
  /** Sources that it writes, by name of the skill. */
  sources: Record<string, string>;
  /** What the programs that it writes were made of; absent when it writes none. */
  origin?: Pick<Evidence, "task" | "shown">;
  /** What is asked of the store, pinned to what that holds by then. */
  changes(reader: SkillReader): Promise<SkillChange[]>;
}

/** Skills that look as if they belonged together, and why nothing is done about it. */
export interface LeftAlone {
  kind: TidyKind;
  skills: string[];
  reason: string;
}

/** What to do to a library, in order. The same library gives the same plan. */
export interface TidyPlan {
  steps: TidyStep[];
  left: LeftAlone[];
  /** Active skills, aliases left out. */
  skills: { before: number; after: number };
  /** Words and marks of all of them; aliases and wrappers count. */
  tokens: { before: number; after: number };
}

/** What one search for things to tidy found. */
export type Findings = Pick<TidyPlan, "steps" | "left">;
