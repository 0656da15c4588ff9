import type { Case } from "../task/task.ts";
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

/** A candidate with the cases, properties and counterexamples that another record of the same program has and it lacks. */
export function withCasesOf(candidate: Candidate, other: Candidate): Candidate {
  const { examples, cases, properties = [], counterexamples = [] } = candidate.evals;
  const [of, found] = [other.evals.properties ?? [], other.evals.counterexamples ?? []];
  const known = new Set([...examples, ...cases].map((one) => JSON.stringify([one.input, one.output])));
  const isNew = (one: Case): boolean => !known.has(JSON.stringify([one.input, one.output]));
  const allProperties = [...properties, ...lacking(of, properties)];
  const allCounterexamples = [...counterexamples, ...lacking(found, counterexamples)];
  const evals = {
    examples: [...examples, ...other.evals.examples.filter(isNew)],
    cases: [...cases, ...other.evals.cases.filter(isNew)],
    ...(allProperties.length > 0 && { properties: allProperties }),
    ...(allCounterexamples.length > 0 && { counterexamples: allCounterexamples }),
  };
  return { ...candidate, evals };
}

function lacking<T>(items: readonly T[], known: readonly T[]): T[] {
  const texts = new Set(known.map((one) => JSON.stringify(one)));
  return items.filter((one) => !texts.has(JSON.stringify(one)));
}
