import type { Cost } from "../budget/budget.ts";
import type { ModelRole, FinishReason, ModelUsage } from "../models/model.ts";
import type { Attribution } from "../agent/attribution.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Program } from "../program/program.ts";
import type { Diagnostic } from "../sandbox/sandbox.ts";
import type { Checks } from "../gate/checks.ts";
import type { Candidate, Evidence, SkillRef } from "../skills/skill.ts";
import type { Admission, Refusal } from "../skills/skill-store.ts";

/** One step of a voyage. Events are the truth: progress, report and resumption are all made from them. */
export type EventBody =
  | {
      type: "voyage-start";
      suite: { name: string; digest: string; tasks: number };
      arm: string;
      seed: number;
      coder: string;
    }
  | { type: "episode-start"; task: string; goal: string; level?: number; librarySize: number }
  | { type: "skills-retrieved"; matches: (SkillRef & { score: number; reasons: string[] })[] }
  /** Before a request to a model; `request` is its digest, `dropped` what did not fit into the prompt. */
  | {
      type: "model-asked";
      attempt: number;
      role: ModelRole;
      model: string;
      request: string;
      promptTokens: number;
      dropped: string[];
    }
  | { type: "model-retry"; attempt: number; role: ModelRole; tries: number; afterMs: number; reason: string }
  | {
      type: "model-replied";
      attempt: number;
      role: ModelRole;
      model: string;
      finish: FinishReason;
      usage: ModelUsage;
      cost: Cost;
    }
  /** What a coder took from the failure of that attempt. */
  | { type: "reflection-written"; attempt: number; text: string }
  /** Whose fault a failed attempt was, decided before anything is spent on a repair. */
  | { type: "failure-attributed"; attempt: number; attribution: Attribution }
  /** A skill that no longer does what its evidence says left the library, with the active skills that call it. */
  | { type: "callee-quarantined"; attempt: number; skill: SkillRef; reason: string; callers: SkillRef[] }
  /** What came of writing that skill anew; `restored` are callers that are back, pinned to the new version. */
  | { type: "callee-repaired"; attempt: number; from: SkillRef; to: SkillRef; restored: string[] }
  | { type: "callee-not-repaired"; attempt: number; skill: SkillRef; reason: string }
  /** A stage of a cascade is over, from 1; `solved` where the episode ended with a program of its. */
  | {
      type: "stage-ended";
      attempt: number;
      stage: number;
      coder: string;
      reason: string;
      solved: boolean;
      cost: Cost;
    }
  | { type: "program-written"; attempt: number; program: Program; cost: Cost }
  /** A reply without a program in it. */
  | { type: "reply-unusable"; attempt: number; feedback: string; cost: Cost }
  | { type: "coder-gave-up"; attempt: number; reason: string; cost: Cost }
  | { type: "check-done"; attempt: number; diagnostics: Diagnostic[]; imports: string[] }
  /** The active skills that the program to be judged imports itself; `whole` where one of them is all of it. */
  | { type: "skills-called"; attempt: number; skills: SkillRef[]; whole?: true }
  /** `wallMs`: what asking the evaluator took. */
  | { type: "verdict-given"; attempt: number; verdict: VerdictRecord; wallMs: number }
  /** Written before `episode-end` and before the store is touched: see `settle`. */
  | { type: "gate-passed"; attempt: number; candidate: Candidate; evidence: Evidence }
  | { type: "gate-refused"; attempt: number; candidate: Candidate; refusal: Refusal }
  | { type: "skill-admitted"; skill: SkillRef; change: Admission["change"] }
  /** What was approved could not be stored, because a skill it calls is no longer active. */
  | { type: "admission-failed"; skill: SkillRef; reason: string }
  | { type: "episode-end"; result: EpisodeResult }
  /** From the runner, after everything is decided: the share of the task's score cases answered rightly. */
  | { type: "episode-scored"; task: string; right: number; of: number }
  | { type: "voyage-end"; solved: number; episodes: number };

/** How an episode ended. */
export interface EpisodeResult {
  task: string;
  level?: number;
  /** A program passed the gate. */
  solved: boolean;
  /** Why the episode ended: `admitted`, `known`, `evaluations used up`, `attempts used up`, `gave up: …`, `parked: …`, `the task is too weak: …`. */
  reason: string;
  /**
   * What the store made of it, where a program was approved: it may have the skill, or another program of that name.
   * Absent on the event itself, which is written before the store is touched, and where the admission failed.
   */
  change?: Admission["change"];
  attempts: number;
  evaluations: number;
  /** What models cost, where any was asked; `costUsd` only where the price is known. */
  requests?: number;
  tokens?: number;
  costUsd?: number;
  /** True when the world was at fault, so that the task is worth another try as it is. */
  parked?: true;
  /** Names of the skills shown to the coder. */
  retrieved: string[];
  /** Names of the skills that the accepted program imports itself. */
  called: string[];
  /** 0 when it calls no skill, else one more than the deepest skill it calls. */
  depth: number;
  program?: Program;
  /** The skill that came of it, or the equivalent one that was there. */
  skill?: SkillRef;
  /** The first evaluator that was not content with the last program; absent where the episode is solved, or none was judged. */
  refusedBy?: string;
  /** Why the last reply held no program, where that is how an unsolved episode ended: the coder may be broken, not weak. */
  unusable?: string;
  /** What the program was right on, and the lower bound that this supports; absent where none is. */
  checks?: Checks;
  /** Active skills during the episode. */
  librarySize: number;
}

/** An event with where and when it happened. */
export type TraceEvent = EventBody & {
  /** Counts up within a voyage. */
  seq: number;
  /** ISO 8601, UTC. */
  time: string;
  voyage: string;
  /** Position of the episode in its voyage, from 0; absent for the voyage's own events. */
  episode?: number;
  /** The skill that is being repaired, on events of the episode inside the episode that does so. */
  repair?: string;
  /** Digest of the harness. */
  harness: string;
};

/** Takes events: a log file, a progress display, a test. */
export interface EventSink {
  emit(event: TraceEvent): void;
}
