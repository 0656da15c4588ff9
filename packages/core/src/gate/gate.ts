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
  onVerdict: (verdict: VerdictRecord, wallMs: number) => void = () => {},
): Promise<Judgement> {
  const verdicts: VerdictRecord[] = [];
  for (const evaluator of evaluators) {
    const startedMs = performance.now();
    const verdict = await askEvaluator(evaluator, subject);
    verdicts.push(verdict);
    onVerdict(verdict, Math.round((performance.now() - startedMs) * 100) / 100);
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

/**
 * What one evaluator says. One that throws could not judge; our own failures, such as an endpoint that is out, stop more than
 * it.
 */
export async function askEvaluator(evaluator: Evaluator, subject: Subject): Promise<VerdictRecord> {
  const { id, digest } = evaluator;
  return { evaluator: id, digest, ...(await verdictOf(evaluator, subject)) };
}

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
