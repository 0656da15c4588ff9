import type { UseStore } from "../credit/use-record.ts";
import type { Json } from "../json/json.ts";
import type { CandidateStore } from "./candidate-record.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Candidate, Evidence, Skill, SkillRef, SkillStatus } from "./skill.ts";
import type { ChangeOptions, ChangeReport, SkillChange, SkillReader } from "./skill-change.ts";
import type { HistoryEntry } from "./skill-history.ts";
import type { Match, SkillFilter, SkillQuery } from "./skill-query.ts";

/** What an admission changed: a new skill, nothing (it was there), nothing (another program has the name), or a version. */
export interface Admission {
  skill: Skill;
  change: "added" | "unchanged" | "name-taken" | "replaced";
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
export interface SkillStore extends SkillReader, CandidateStore, UseStore, AsyncDisposable {
  /** Active skills only, best first; aliases left out. */
  search(query: SkillQuery): Promise<Match[]>;
  /** Makes a judged candidate an active skill. Repeating an admission changes nothing. */
  admit(candidate: Candidate, evidence: Evidence): Promise<Admission>;
  /** Keeps a refused candidate with its reason. Repeating it changes nothing. */
  quarantine(candidate: Candidate, refusal: Refusal): Promise<void>;
  /** Refused candidates, by name then digest. */
  quarantined(): Promise<QuarantinedCandidate[]>;
  /** Skills in order of name. */
  list(filter?: SkillFilter): Promise<Skill[]>;
  /** How many skills `list` would give; it takes no longer in a larger store. */
  count(filter?: SkillFilter): Promise<number>;
  /**
   * Changes a status as `nextStatuses` allows, and that of active callers as `callersBecome` says, all at once. To become
   * active takes evidence, unless the skill left only because of a callee that is back. Repeating it changes nothing.
   * @throws PortolanError `skill-unknown`, `store-invalid`
   */
  transition(
    name: string,
    status: SkillStatus,
    reason: string,
    options?: { by?: string; evidence?: Json },
  ): Promise<Skill>;
  /**
   * All or none: every put skill and every transitive caller of a changed one is pinned anew and verified, then all move
   * at once. What is refused is told in the report.
   * @throws PortolanError `skill-unknown`, `store-invalid` for changes that contradict each other
   */
  change(changes: SkillChange[], options: ChangeOptions): Promise<ChangeReport>;
  /** Undoes a change, as a change of its own: versions and statuses are as before it, later changes of other skills stay. */
  revert(changeId: string, options: Omit<ChangeOptions, "evidence">): Promise<ChangeReport>;
  /** Every version, oldest first, the current one last. */
  versions(name: string): Promise<Skill[]>;
  /** What became of a skill, oldest first. */
  history(name: string): Promise<HistoryEntry[]>;
  /** Active skills that call it, in order of name; with `transitive` also through others. */
  usedBy(name: string, options?: { transitive?: boolean }): Promise<SkillRef[]>;
  /** Skills written while this one was shown to their coder, directly or through others, in order of name. */
  descendants(name: string): Promise<SkillRef[]>;
}
