import type { Spent } from "../budget/budget.ts";
import { digestOf } from "../json/json.ts";
import type { CandidateOrigin } from "./candidate-record.ts";
import type { Program } from "../program/program.ts";
import type { Property } from "../properties/property.ts";
import type { Counterexample } from "../task/counterexample.ts";
import type { Case } from "../task/task.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";

/** Where a skill stands. Only `active` ones are ever visible to a coder. */
export type SkillStatus = "candidate" | "active" | "deprecated" | "revoked" | "quarantined";

/** A skill of one exact version. */
export interface SkillRef {
  name: string;
  digest: string;
}

/** What a skill was judged on. */
export type Evals = {
  examples: Case[];
  cases: Case[];
  /** What its task declared; absent where that was nothing. */
  properties?: Property[];
  /** Inputs that earlier programs for its task failed on, which are checked first; absent where there are none. */
  counterexamples?: Counterexample[];
};

/** A program that asks to become a skill, with what is needed to judge it again. */
export interface Candidate extends Program {
  /** What it does and when to use it, in plain words; at most 1,024 characters. */
  description: string;
  /** The skills it imports itself, pinned, sorted by name. */
  uses: SkillRef[];
  /** The tool namespaces it imports itself, sorted. */
  tools: string[];
  /** The cases that it was judged on, kept so that anyone can judge it again. */
  evals: Evals;
  /** Words to filter by, sorted; absent when there are none. */
  tags?: string[];
  /** Who wrote it, where that is not the coder of the evidence. */
  author?: string;
}

/** Why a skill is trusted. It holds no wall-clock time, so that the same voyage writes the same bytes. */
export interface Evidence {
  task: { id: string; suite: string };
  coder: string;
  /** The model that wrote it; absent for coders without one. */
  model?: string;
  /** Digest of the harness that ran the episode. */
  harness: string;
  voyage: string;
  episode: number;
  attempt: number;
  /** What the episode had spent when it was admitted. */
  cost: Spent;
  /** The skills the coder was shown: what a revocation must look at. */
  shown: SkillRef[];
  verdicts: VerdictRecord[];
  /** Where an imported skill comes from; its checks were made here all the same. */
  origin?: CandidateOrigin;
  /**
   * Inputs it answered rightly: visible examples, and cases, which its coder never saw where `hadUnseenCases` says so. The
   * cases alone support the 95 % lower bound on the share of inputs it answers rightly; without any the bound is 0.
   */
  checks: { examples: number; cases: number; lowerBound: number };
}

/** A program that has been admitted to the store. */
export interface Skill extends Candidate {
  digest: string;
  status: SkillStatus;
  /** 1 for the first of its name. */
  version: number;
  evidence: Evidence;
  /** The skill that this is another name of. An alias can be called, and is not shown to coders. */
  aliasOf?: string;
}

/** The identity of a skill: SHA-256 over source, signature and the digests of its callees. */
export function skillDigest(candidate: Pick<Candidate, "source" | "signature" | "uses">): string {
  const uses = candidate.uses.map(({ name, digest }) => ({ name, digest }));
  return digestOf({ source: candidate.source, signature: candidate.signature, uses });
}

/** A skill as the candidate that it was. */
export function candidateOf(skill: Skill): Candidate {
  const {
    digest: _digest,
    status: _status,
    version: _version,
    evidence: _evidence,
    aliasOf: _,
    ...candidate
  } = skill;
  return candidate;
}
