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
}

/** A verdict with who gave it, as evidence and traces keep it. */
export interface VerdictRecord extends Verdict {
  evaluator: string;
  /** Digest of the evaluator that gave it. */
  digest: string;
}

/** Judges a program for a task. */
export interface Evaluator {
  id: string;
  /** Changes whenever what it accepts changes. */
  digest: string;
  evaluate(subject: Subject): Promise<Verdict>;
}
