import { chiSquareTail } from "./chi-square-tail.ts";

/** How long it took until something happened, or was watched in vain. */
export interface Duration {
  time: number;
  /** False where the watch ended before it happened. */
  happened: boolean;
}

/** Ways to part durations into two groups that are gone through one by one: enough for ten and ten. */
const mostWays = 200_000;

/** The share for which it has not happened yet, from a time on. */
export interface SurvivalStep {
  time: number;
  /** How many were still waiting just before. */
  atRisk: number;
  happened: number;
  survival: number;
  /** Standard error by Greenwood's formula. */
  error: number;
}

/** The estimate of Kaplan and Meier (1958): a step at each time at which it happened. */
export function kaplanMeier(durations: readonly Duration[]): SurvivalStep[] {
  let survival = 1;
  let spread = 0;
  return timesOf(durations).map((time) => {
    const atRisk = durations.filter((one) => one.time >= time).length;
    const happened = durations.filter((one) => one.happened && one.time === time).length;
    survival *= 1 - happened / atRisk;
    spread += happened / (atRisk * (atRisk - happened));
    return { time, atRisk, happened, survival, error: survival === 0 ? 0 : survival * Math.sqrt(spread) };
  });
}

/** The first time from which it has happened for at least half; undefined where it never has. */
export function medianTime(steps: readonly SurvivalStep[]): number | undefined {
  return steps.find(({ survival }) => survival <= 0.5 + 1e-12)?.time;
}

/**
 * The log-rank test of two groups (Mantel 1966). Where there are few ways to part the durations into such groups, p is the share
 * of those ways that give as much or more, since chi-square is too sure of itself there; else that of chi-square with one degree
 * of freedom. 1 where nothing happened.
 */
export function logRank(
  first: readonly Duration[],
  second: readonly Duration[],
): { chiSquare: number; pValue: number } {
  let excess = 0;
  let variance = 0;
  const all = [...first, ...second];
  // What each duration adds to the excess: that it happened, less how much of it was to be expected by its time.
  const scores = all.map(({ happened }) => Number(happened));
  for (const time of timesOf(all)) {
    const n = all.filter((one) => one.time >= time).length;
    const ofFirst = first.filter((one) => one.time >= time).length;
    const d = all.filter((one) => one.happened && one.time === time).length;
    excess += first.filter((one) => one.happened && one.time === time).length - (d * ofFirst) / n;
    if (n > 1) variance += (d * ofFirst * (n - ofFirst) * (n - d)) / (n * n * (n - 1));
    for (const [i, one] of all.entries()) if (one.time >= time) scores[i] = (scores[i] as number) - d / n;
  }
  const chiSquare = variance === 0 ? 0 : (excess * excess) / variance;
  return { chiSquare, pValue: permuted(scores, first.length, excess) ?? chiSquareTail(chiSquare) };
}

/** The share of all groups of that size whose sum is as far from 0; undefined where there are too many to go through. */
function permuted(scores: readonly number[], size: number, observed: number): number | undefined {
  let ways = 1;
  for (let i = 0; i < size; i++) ways *= (scores.length - i) / (i + 1);
  if (ways > mostWays) return undefined;
  let reached = 0;
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      if (Math.abs(sum) >= Math.abs(observed) - 1e-9) reached++;
      return;
    }
    for (let i = from; i <= scores.length - left; i++) choose(i + 1, left - 1, sum + (scores[i] as number));
  };
  choose(0, size, 0);
  return reached / Math.round(ways);
}

function timesOf(durations: readonly Duration[]): number[] {
  const times = durations.filter(({ happened }) => happened).map(({ time }) => time);
  return [...new Set(times)].toSorted((a, b) => a - b);
}
