import type { SequentialSettings } from "./sequential-settings.ts";
import { type Boundaries, walk, weightOf } from "./sequential-walk.ts";
import { safeLines, type WaldLines, waldLines } from "./wald-lines.ts";

const MOST_RUNS = 2_000;

/**
 * The boundaries of the sequential test that ends earliest: within Wald's lines, or, where those do not keep each error
 * by itself, within lines that do. The errors at the end are computed exactly; `undefined` where 2,000 runs do not do.
 */
export function shortestBoundaries(settings: SequentialSettings): Boundaries | undefined {
  return truncated(settings, waldLines(settings)) ?? truncated(settings, safeLines(settings));
}

/** Ends at the first number of runs where a last decision keeps both errors. */
function truncated(
  { admitAt, refuseAt, alpha, beta }: SequentialSettings,
  lines: WaldLines,
): Boundaries | undefined {
  const endless = boundariesOf(lines);
  const good = walk(admitAt, endless);
  for (const bad of walk(refuseAt, endless)) {
    const { value } = good.next();
    if (!value || bad.admitted > alpha || value.refused > beta) return undefined;
    const cut = lastCut(bad.open, alpha - bad.admitted);
    if (value.refused + weightOf(value.open, (right) => right < cut) <= beta) {
      return ended(endless, bad.runs, cut);
    }
  }
  return undefined;
}

function boundariesOf({ slope, admit, refuse }: WaldLines): Boundaries {
  const runs = Array.from({ length: MOST_RUNS + 1 }, (_, n) => n);
  // A line that meets a whole number must not miss it by a rounding.
  const admitFrom = runs.map((n) => Math.ceil(admit + slope * n - 1e-9));
  return {
    admitFrom: admitFrom.map((right, n) => (right > n ? Infinity : right)),
    refuseUpTo: runs.map((n) => Math.max(-1, Math.floor(refuse + slope * n + 1e-9))),
  };
}

/** The smallest number of successes from which the last decision may admit, without admitting more than `error` wrongly. */
function lastCut(open: ReadonlyMap<number, number>, error: number): number {
  const descending = [...open.keys()].toSorted((a, b) => b - a);
  let cut = (descending[0] ?? 0) + 1;
  let admitted = 0;
  for (const right of descending) {
    admitted += open.get(right) as number;
    if (admitted > error) break;
    cut = right;
  }
  return cut;
}

/** Ends the lines after so many runs, and earlier where the last decision can no longer change: that costs no error. */
function ended({ admitFrom, refuseUpTo }: Boundaries, runs: number, cut: number): Boundaries {
  return {
    admitFrom: admitFrom.slice(0, runs + 1).map((right, n) => (n < cut ? right : Math.min(right, cut))),
    refuseUpTo: refuseUpTo.slice(0, runs + 1).map((right, n) => Math.max(right, cut - (runs - n) - 1)),
  };
}
