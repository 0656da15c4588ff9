import type { Budget, Cost } from "../budget/budget.ts";
import type { Program } from "../program/program.ts";
import type { Match } from "../skills/skill-query.ts";
import type { Task } from "../task/task.ts";

/** The part of a task that a coder may see. */
export type VisibleTask = Pick<Task, "id" | "suite" | "goal" | "signature" | "examples" | "level">;

/** An earlier attempt of the same episode and what was said of it. */
export interface PastAttempt {
  program: Program;
  feedback: string[];
}

/** What a coder is asked. */
export interface WriteRequest {
  task: VisibleTask;
  /** kebab-case name that the program must have. */
  name: string;
  /** Retrieved skills, best first; the program may import these. */
  skills: Match[];
  past: PastAttempt[];
  signal?: AbortSignal;
}

/** Programs to try one after the other, best first, and what they cost together; or why there is none. */
export type Draft =
  | { kind: "programs"; programs: [Program, ...Program[]]; cost: Cost }
  | { kind: "gave-up"; reason: string; cost: Cost };

/** Whatever writes programs. */
export interface Coder {
  id: string;
  /** Spends from `budget` what it uses, and stops when that is gone. */
  write(request: WriteRequest, budget: Budget): Promise<Draft>;
}
