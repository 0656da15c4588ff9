import type { Evaluator, Subject, Verdict, VerdictRecord } from "../evaluators/evaluator.ts";
import { supportEvaluator } from "../evaluators/support.ts";
import { askEvaluator } from "./gate.ts";
import { demandedReliability, isLeftOut } from "./settings-of-evidence.ts";

/** What came of asking an evaluator of a skill's evidence again. */
export type Rerun = {
  evaluator: string;
  /** What it said when the skill was admitted. */
  was: Verdict["status"];
  /** What it says now; `not-run` where it could not be asked. */
  now: Verdict["status"] | "not-run";
  /** Why it was not run, or what it has to say now. */
  reason?: string;
  /** True where the evaluator of that name accepts something else than it did then. */
  ruleChanged?: true;
};

/** The same, with the whole verdict of an evaluator that was asked. */
export type Reasked = Rerun & { verdict?: VerdictRecord };

/** Evaluators that are no more, with those that ask for at least as much in their place. */
const successors: Readonly<Record<string, string>> = { "case-audit": "evaluator-audit" };

/**
 * Asks every evaluator that a skill's evidence names, and that there still is, once more, offline: none that asks a model. All
 * of them are asked, whatever the others say.
 */
export async function rerunEvidence(
  evaluators: readonly Evaluator[],
  verdicts: readonly VerdictRecord[],
  subject: Subject,
): Promise<Reasked[]> {
  const byId = new Map(evaluators.map((one) => [one.id, one]));
  const reruns: Reasked[] = [];
  for (const verdict of verdicts) {
    const evaluator = byId.get(successors[verdict.evaluator] ?? verdict.evaluator) ?? demandOf(verdict);
    reruns.push(await rerunOne(evaluator, verdict, subject));
  }
  return reruns;
}

async function rerunOne(
  evaluator: Evaluator | undefined,
  before: VerdictRecord,
  subject: Subject,
): Promise<Reasked> {
  const { evaluator: id, digest, status: was } = before;
  const notRun = (reason: string): Rerun => ({ evaluator: id, was, now: "not-run", reason });
  if (isLeftOut(before)) return notRun("its task left it out");
  if (id === "judge" || evaluator?.cost === "model") return notRun("it asks a model, and this is offline");
  if (!evaluator) return notRun(whyGone(id));
  const verdict = await askEvaluator(evaluator, subject);
  const { status: now, feedback } = verdict;
  return {
    evaluator: id,
    was,
    now,
    ...(now !== "passed" && feedback !== undefined && { reason: feedback }),
    ...(evaluator.digest !== digest && { ruleChanged: true as const }),
    verdict,
  };
}

/** What a task had demanded stands in the evidence alone. */
function demandOf(verdict: VerdictRecord): Evaluator | undefined {
  const reliability = demandedReliability(verdict);
  return reliability === undefined ? undefined : supportEvaluator(reliability);
}

/** Why there is no evaluator of that name. */
function whyGone(id: string): string {
  if (id === "own-cases" || id === "verified-here" || id === "submitted-cases")
    return "it ran the skill's own cases, as verifying does anyway";
  if (id === "world-runs") return "it needs the world that it was judged in";
  return "there is no evaluator of that name here";
}
