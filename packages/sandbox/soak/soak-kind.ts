import type { Json, LinkedProgram, Outcome, OutcomeKind, RunOptions } from "@portolan/core";

/** One kind of run. Every run has a number that its program and tools work with, so that no run can be taken for another. */
export interface SoakKind {
  name: string;
  /** How every run of the kind must end. */
  expected: OutcomeKind;
  order(run: number): SoakOrder;
}

/** A run as it is asked for, and what its outcome must be. */
export interface SoakOrder {
  program: LinkedProgram;
  input: Json[];
  options: RunOptions;
  /** How often the tool `host.note` must be called with the number of the run; not looked at when absent. */
  notes?: number;
  /** What is wrong with an outcome of the right kind; undefined when nothing is. */
  fault?: (outcome: Outcome) => string | undefined;
}

/** A program called `subject` with the source of its function. */
export function subject(source: string, modules: LinkedProgram["modules"] = {}): LinkedProgram {
  return { name: "subject", signature: "(...given: never[]) => unknown", source, modules };
}

/** Says that an outcome is not the expected value. */
export function notValue(outcome: Outcome, expected: Json): string | undefined {
  if (outcome.kind === "value" && JSON.stringify(outcome.value) === JSON.stringify(expected))
    return undefined;
  return `not ${JSON.stringify(expected).slice(0, 100)} but ${JSON.stringify(outcome).slice(0, 300)}`;
}
