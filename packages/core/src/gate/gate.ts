import { PortolanError } from "../errors/portolan-error.ts";
import type { Evaluator, Subject, Verdict, VerdictRecord } from "../evaluators/evaluator.ts";

/** The end of a judgement: every verdict given, and the one that stopped it, if one did. */
export interface Judgement {
  verdicts: VerdictRecord[];
  /** The first verdict that was neither passed nor abstained. */
  stoppedBy?: VerdictRecord;
}

/** Asks evaluators in order, cheapest first, and stops at the first that does not let the program through. */
export async function judge(
  evaluators: readonly Evaluator[],
  subject: Subject,
  onVerdict: (verdict: VerdictRecord) => void = () => {},
): Promise<Judgement> {
  const verdicts: VerdictRecord[] = [];
  for (const evaluator of evaluators) {
    const verdict: VerdictRecord = {
      evaluator: evaluator.id,
      digest: evaluator.digest,
      ...(await verdictOf(evaluator, subject)),
    };
    verdicts.push(verdict);
    onVerdict(verdict);
    if (verdict.status === "failed" || verdict.status === "errored") return { verdicts, stoppedBy: verdict };
  }
  return { verdicts };
}

const statuses: ReadonlySet<unknown> = new Set<Verdict["status"]>([
  "passed",
  "failed",
  "abstained",
  "errored",
]);

/** An evaluator that throws could not judge; our own failures, such as an endpoint that is out, stop more than it. */
async function verdictOf(evaluator: Evaluator, subject: Subject): Promise<Verdict> {
  try {
    const verdict = await evaluator.evaluate(subject);
    if (statuses.has(verdict.status)) return verdict;
    return {
      status: "errored",
      feedback: `it gave the verdict ${JSON.stringify(verdict.status)}, which is none`,
    };
  } catch (thrown) {
    if (thrown instanceof PortolanError) throw thrown;
    return { status: "errored", feedback: `it threw ${String(thrown)}` };
  }
}

/**
 * The 95 % lower confidence bound on the share of inputs that a program answers rightly, after `passed` right
 * answers on independent inputs and no wrong one: 0.05^(1/n), the exact (Clopper–Pearson) bound.
 */
export function lowerBound(passed: number): number {
  return passed === 0 ? 0 : Math.round(0.05 ** (1 / passed) * 1e4) / 1e4;
}
