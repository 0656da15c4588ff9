import type { Budget } from "../budget/budget.ts";
import type { RunChecks } from "../gate/checks.ts";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { CheckReport } from "../sandbox/sandbox.ts";
import type { Task } from "../task/task.ts";

/** What is judged: a program, for a task. */
export interface Subject {
  task: Task;
  program: LinkedProgram;
  /** What the type checker said of it. */
  report: CheckReport;
  /** Of the episode, where the program is judged in one: what an evaluator spends on models, that spends too. */
  budget?: Budget;
  /** Which program of the episode the gate judges, from 1 (as when absent): hidden checks wear out as they are asked. */
  candidate?: number;
  /** Independent programs for the same task, for comparison; whether they fit the examples is not known. */
  rivals?: readonly LinkedProgram[];
  signal?: AbortSignal;
}

/** An evaluator's judgement. Abstained: it has nothing to say on this task. Errored: it could not judge. */
export interface Verdict {
  status: "passed" | "failed" | "abstained" | "errored";
  /** What the coder may know; never hidden cases or expected values of them. */
  feedback?: string;
  /** What the coder may not see. */
  evidence?: Json;
  /** True of a refusal for the task's sake alone: no other program would be let through, and the episode ends with it. */
  aboutTask?: true;
  /** What it adds to the checks of the skill's evidence. */
  checks?: AddedChecks;
}

/** Checks that an evaluator made besides the examples and the cases. */
export interface AddedChecks {
  /** Inputs that the gate made itself, on which there was something to check. */
  generated?: number;
  /** Inputs on which declared properties were checked. */
  properties?: number;
  /** Runs in fresh worlds, and how they were decided on. */
  runs?: RunChecks;
}

/** A verdict with who gave it, as evidence and traces keep it. */
export interface VerdictRecord extends Verdict {
  evaluator: string;
  /** Digest of the evaluator that gave it. */
  digest: string;
}

/** What asking an evaluator takes: nothing but the host's time, runs in a sandbox, or a model. */
export type EvaluatorCost = "none" | "runs" | "model";

/** Judges a program for a task. */
export interface Evaluator {
  id: string;
  /** Changes whenever what it accepts changes. */
  digest: string;
  /** Decides who is asked first; `runs` when absent. */
  cost?: EvaluatorCost;
  evaluate(subject: Subject): Promise<Verdict>;
}
