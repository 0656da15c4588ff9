import type { Budget, Cost } from "../budget/budget.ts";
import type { Attribution } from "../agent/attribution.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { EventBody } from "../events/event.ts";
import type { Program } from "../program/program.ts";
import type { Diagnostic } from "../sandbox/sandbox.ts";
import type { Match } from "../skills/skill-query.ts";
import type { Task } from "../task/task.ts";

/** The part of a task that a coder may see. */
export type VisibleTask = Pick<
  Task,
  "id" | "suite" | "goal" | "signature" | "examples" | "level" | "properties" | "world"
>;

/** An earlier attempt of the same episode and what was said of it. */
export interface PastAttempt {
  /** From 1. */
  attempt: number;
  /** Absent where the coder's reply held none. */
  program?: Program;
  /** What may be told, first what matters most. */
  feedback: string[];
  /** The complaints of the type checker, if there were any. */
  diagnostics?: Diagnostic[];
  /** The evaluator that stopped it; its evidence stays behind. */
  stoppedBy?: Pick<VerdictRecord, "evaluator" | "status">;
  /** Whose fault it was. */
  attribution?: Attribution;
}

/** What a coder is asked. */
export interface WriteRequest {
  task: VisibleTask;
  /** kebab-case name that the program must have. */
  name: string;
  /** Retrieved skills, best first; the program may import these. */
  skills: Match[];
  past: PastAttempt[];
  /**
   * Searches the library for what turned out to be missing, in plain words; what is found is shown as well from then on. Absent where
   * nothing is retrieved.
   */
  lookUp?: (text: string) => Promise<Match[]>;
  /** Puts on record that what the coder writes comes from a skill that it found by itself: it counts as shown. */
  drewOn?: (match: Match) => void;
  /** Declarations of the granted tools, as TypeScript, by specifier (`#tools/files`). */
  tools?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** Puts on record what the coder does besides writing. */
  emit?: (event: EventBody) => void;
  /** Gets a reply as it is written, for a display. */
  onText?: (delta: string) => void;
}

/** Programs to try one after the other, best first, and what they cost together; or why there is none. */
export type Draft =
  /** `model` is the one that wrote them, where one did. */
  | { kind: "programs"; programs: [Program, ...Program[]]; cost: Cost; model?: string }
  /** A reply without a program in it: it costs an attempt, and `feedback` goes back to the coder. */
  | { kind: "unusable"; feedback: string; cost: Cost }
  | { kind: "gave-up"; reason: string; cost: Cost };

/** Whatever writes programs. */
export interface Coder {
  id: string;
  /** Spends from `budget` what it uses, and stops when that is gone. */
  write(request: WriteRequest, budget: Budget): Promise<Draft>;
  /** Told when an episode is over, by the budget that its requests came with. */
  ended?(budget: Budget, how: { solved: boolean; emit: (event: EventBody) => void }): void;
}
