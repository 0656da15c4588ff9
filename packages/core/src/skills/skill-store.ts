import type { Candidate, Evidence, Skill, SkillStatus } from "./skill.ts";
import type { CandidateStore } from "./candidate-record.ts";
import type { SkillReader } from "./skill-change.ts";
import type { Match, SkillFilter, SkillQuery } from "./skill-query.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";

/** What an admission changed: a new skill, nothing (it was there), or nothing (another program has the name). */
export interface Admission {
  skill: Skill;
  change: "added" | "unchanged" | "name-taken";
}

/** Why a candidate was refused, as quarantine keeps it. */
export interface Refusal {
  /** Id of the evaluator that refused it. */
  evaluator: string;
  reason: string;
  task: string;
  verdicts: VerdictRecord[];
}

/** A refused candidate; invisible to coders. */
export interface QuarantinedCandidate {
  candidate: Candidate;
  digest: string;
  refusal: Refusal;
}

/** Holds skills. Every method is safe under several processes at once; a write is whole or absent. */
export interface SkillStore extends SkillReader, CandidateStore, AsyncDisposable {
  /** Active skills only, best first. */
  search(query: SkillQuery): Promise<Match[]>;
  /** Makes a judged candidate an active skill. Repeating an admission changes nothing. */
  admit(candidate: Candidate, evidence: Evidence): Promise<Admission>;
  /** Keeps a refused candidate with its reason. Repeating it changes nothing. */
  quarantine(candidate: Candidate, refusal: Refusal): Promise<void>;
  /** Refused candidates, by name then digest. */
  quarantined(): Promise<QuarantinedCandidate[]>;
  transition(name: string, status: SkillStatus, reason: string): Promise<Skill>;
  /** Skills in order of name. */
  list(filter?: SkillFilter): Promise<Skill[]>;
}
