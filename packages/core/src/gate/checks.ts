import { PortolanError } from "../errors/portolan-error.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Case } from "../task/task.ts";
import type { SequentialSettings } from "./sequential-settings.ts";
import { sequentialTest, type SequentialTest } from "./sequential-test.ts";

/** Runs in fresh worlds that ended with an admission, and the settings of the test that decided, this candidate's share of the errors. */
export type RunChecks = SequentialSettings & { right: number; of: number };

/** How many independent checks speak for a skill, on what, and what they support. */
export type Checks = {
  /** Visible examples that it answered rightly. */
  examples: number;
  /** Cases that it answered rightly; its coder never saw them where `hadUnseenCases` says so. */
  cases: number;
  /** Which program of its episode the gate judged, where it was not the first: the hidden checks were asked so often. */
  candidates?: number;
  generated?: number;
  properties?: number;
  runs?: RunChecks;
  /**
   * The 95 % lower bound on the share of inputs (of runs, in a world) that it answers rightly, from runs or else from cases;
   * 0 without any.
   */
  lowerBound: number;
};

/** The risk that a lower bound is too high. */
const RISK = 0.05;

/** What a program's verdicts and cases come to. */
export function checksOf(
  { examples, cases }: { examples: readonly Case[]; cases: readonly Case[] },
  verdicts: readonly Pick<VerdictRecord, "checks">[] = [],
  candidates: number = 1,
): Checks {
  const counted = {
    examples: examples.length,
    cases: cases.length,
    ...(candidates > 1 && { candidates }),
    ...Object.assign({}, ...verdicts.map(({ checks }) => checks ?? {})),
  } as Omit<Checks, "lowerBound">;
  return { ...counted, lowerBound: supportedBound(counted) };
}

/** Verdicts as evidence keeps them: what they add to the checks stands there, once. */
export function keptVerdicts(verdicts: readonly VerdictRecord[]): VerdictRecord[] {
  return verdicts.map(({ checks: _checks, ...verdict }) => verdict);
}

/** The lower bound that these counts support; what evidence claims must be this. */
export function supportedBound({ cases, runs, candidates = 1 }: Omit<Checks, "lowerBound">): number {
  if (!runs) return lowerBound(cases, candidates);
  const { right, of, ...settings } = runs;
  const test = testFor(settings);
  if (!test) return 0;
  return test.decide(right, of) === "admit" ? test.lowerBound(of, 1 - RISK / candidates) : 0;
}

/** Evidence may claim what no test can meet: that supports nothing. */
function testFor(settings: SequentialSettings): SequentialTest | undefined {
  try {
    return sequentialTest(settings);
  } catch (error) {
    if (error instanceof PortolanError) return undefined;
    throw error;
  }
}

/**
 * The 95 % lower confidence bound on the share of inputs that a program answers rightly, after `passed` right answers on
 * independent inputs and no wrong one: 0.05^(1/n), the exact (Clopper–Pearson) bound. Where it was not the first program to be
 * asked these, the risk is divided among all that were.
 */
export function lowerBound(passed: number, candidates: number = 1): number {
  return passed === 0 ? 0 : Math.round((RISK / candidates) ** (1 / passed) * 1e4) / 1e4;
}
