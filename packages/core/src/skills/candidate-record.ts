import type { Candidate, Evidence, SkillRef } from "./skill.ts";

/** Where a candidate or an imported skill comes from. */
export interface CandidateOrigin {
  /** The package, repository or folder: `npm:text-skills`, `git:https://example.org/skills.git`, `folder:skills`. */
  from: string;
  /** Who brought it, such as `portolan import`. */
  by: string;
  /** The skill's name there, where it got another one here. */
  name?: string;
  author?: string;
  /** As the source states it: an SPDX expression, or words. */
  licence?: string;
  /** Version of the package, commit of the repository, or version of the skill. */
  version?: string;
  /** What was said of it there: a claim, no evidence here. */
  claimed?: Evidence;
}

/** A program that was never a skill here, and may become one when it is verified here; invisible to coders. */
export interface StoredCandidate {
  candidate: Candidate;
  digest: string;
  origin: CandidateOrigin;
  /** Why it is no skill yet; absent as long as nobody tried. */
  reason?: string;
}

/** What a store keeps of candidates. */
export interface CandidateStore {
  /**
   * Keeps a candidate, unless a skill here is that very program (`known`). One that is there already takes on the cases
   * that it lacks; `unchanged` when it lacks none.
   */
  propose(candidate: Candidate, origin: CandidateOrigin): Promise<"added" | "unchanged" | "known">;
  /** By name, then digest. */
  candidates(): Promise<StoredCandidate[]>;
  /** Notes why a candidate is no skill yet. Without a reason, removes it: it became a skill, or nobody wants it. */
  settle(candidate: SkillRef, reason?: string): Promise<void>;
}

/** A candidate with the cases that another record of the same program has and it lacks. */
export function withCasesOf(candidate: Candidate, other: Candidate): Candidate {
  const { examples, cases } = candidate.evals;
  const known = new Set([...examples, ...cases].map((one) => JSON.stringify([one.input, one.output])));
  const isNew = (one: Candidate["evals"]["cases"][number]): boolean =>
    !known.has(JSON.stringify([one.input, one.output]));
  const evals = {
    examples: [...examples, ...other.evals.examples.filter(isNew)],
    cases: [...cases, ...other.evals.cases.filter(isNew)],
  };
  return { ...candidate, evals };
}
