import { exactInterval } from "../../packages/core/src/evaluators/judge/exact-interval.ts";
import { agreementId } from "../../packages/core/src/evaluators/agreement.ts";
import type { Regime, Row } from "./bench.ts";

/** A share with its exact 95 % interval; `right` of a rate counts what the rate is of. */
export type Share = ReturnType<typeof exactInterval>;

/** Wrong candidates that are admitted, and right ones that are refused, or that make the gate ask for another example. */
interface Errors {
  falseAdmissions: Share;
  falseRefusals: Share;
  questions: Share;
}

/** What one evaluator does in a gate. */
interface CheckWork {
  evaluator: string;
  /** Wrong candidates that it is the first to refuse. */
  first: number;
  /** Wrong candidates that no other evaluator refuses: they would be admitted without it. */
  alone: number;
  /** Right candidates that it refuses. */
  right: number;
}

/** Rows of wrong candidates, or of right ones. */
export function wrongOf(rows: readonly Row[]): Row[] {
  return rows.filter(({ kind }) => kind !== "right");
}

export function rightOf(rows: readonly Row[]): Row[] {
  return rows.filter(({ kind }) => kind === "right");
}

export function inRegime(rows: readonly Row[], regime: Regime): Row[] {
  return rows.filter((row) => row.regime === regime);
}

export function admittedOf(rows: readonly Row[]): Share {
  return exactInterval(rows.filter(({ refusedBy }) => refusedBy.length === 0).length, rows.length);
}

/** Without those of which the gate only asks what is wanted. */
export function refusedOf(rows: readonly Row[]): Share {
  return exactInterval(rows.filter((row) => row.refusedBy.length > 0 && !isAsked(row)).length, rows.length);
}

export function errorsOf(rows: readonly Row[]): Errors {
  const right = rightOf(rows);
  return {
    falseAdmissions: admittedOf(wrongOf(rows)),
    falseRefusals: refusedOf(right),
    questions: exactInterval(right.filter(isAsked).length, right.length),
  };
}

/** Evaluators that judge what is known of the task: that it does not say enough to tell this program from others. */
const ofTask = new Set([agreementId, "evaluator-audit"]);

/** Nothing is said against the program itself. */
function isAsked({ refusedBy }: Row): boolean {
  return refusedBy.length > 0 && refusedBy.every((id) => ofTask.has(id));
}

/** What each evaluator of the gate does, in its order. */
export function workOf(rows: readonly Row[], evaluators: readonly string[]): CheckWork[] {
  const [wrong, right] = [wrongOf(rows), rightOf(rows)];
  return evaluators.map((evaluator) => ({
    evaluator,
    first: wrong.filter(({ refusedBy }) => refusedBy[0] === evaluator).length,
    alone: wrong.filter(({ refusedBy }) => refusedBy.length === 1 && refusedBy[0] === evaluator).length,
    right: right.filter(({ refusedBy }) => refusedBy.includes(evaluator)).length,
  }));
}
