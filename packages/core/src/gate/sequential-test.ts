import { PortolanError } from "../errors/portolan-error.ts";
import { requireSequential, type SequentialSettings } from "./sequential-settings.ts";
import { boundAfter, type Characteristics, characteristics } from "./sequential-walk.ts";
import { shortestBoundaries } from "./truncate.ts";

/** What a test says after some runs. */
export type SequentialDecision = "admit" | "refuse" | "undecided";

/** A sequential test of a share, which ends after `mostRuns` at the latest and keeps both errors all the same. */
export interface SequentialTest {
  settings: SequentialSettings;
  mostRuns: number;
  decide(right: number, runs: number): SequentialDecision;
  /** Of programs that succeed in this share of runs. */
  characteristics(share: number): Characteristics;
  /**
   * The lower confidence bound on the share of runs that succeed, once admitted after so many: exact in spite of stopping early,
   * by the share at which being admitted so soon has the probability `1 - confidence`. Without a failure it is Clopper and
   * Pearson's.
   */
  lowerBound(runs: number, confidence?: number): number;
}

const tests = new Map<string, SequentialTest>();

/**
 * Wald's sequential probability ratio test for outcomes that are a success or not, ended after the smallest number of runs at
 * which a last decision still keeps both errors.
 * @throws PortolanError `usage` for settings that no test of 2,000 runs meets
 */
export function sequentialTest(settings: SequentialSettings): SequentialTest {
  requireSequential(settings);
  const { admitAt, refuseAt, alpha, beta } = settings;
  const key = [admitAt, refuseAt, alpha, beta].join(" ");
  const test = tests.get(key) ?? testOf({ admitAt, refuseAt, alpha, beta });
  tests.set(key, test);
  return test;
}

function testOf(settings: SequentialSettings): SequentialTest {
  const boundaries = shortestBoundaries(settings);
  if (!boundaries) {
    throw new PortolanError("usage", "No test of 2,000 runs tells these shares apart.", {
      value: settings,
      next: "Move admitAt and refuseAt further apart, or allow larger errors.",
    });
  }
  const { admitFrom, refuseUpTo } = boundaries;
  const mostRuns = admitFrom.length - 1;
  return {
    settings,
    mostRuns,
    decide: (right, runs) => {
      const at = Math.min(runs, mostRuns);
      if (right >= (admitFrom[at] as number)) return "admit";
      return right <= (refuseUpTo[at] as number) ? "refuse" : "undecided";
    },
    characteristics: (share) => characteristics(share, boundaries),
    lowerBound: (runs, confidence = 0.95) => boundAfter(runs, 1 - confidence, boundaries),
  };
}
