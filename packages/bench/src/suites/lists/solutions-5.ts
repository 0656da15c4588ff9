import { countUp, firstItem, largest, lastItem, smallest } from "./solutions-1.ts";
import { evensOnly, isRising, positionsOf } from "./solutions-2.ts";
import { type Person, positionOfLargest, risingPositions, topItems } from "./solutions-3.ts";
import {
  bestScorer,
  columnSums,
  commonest,
  equalRuns,
  fairRowMeans,
  isPerfect,
  lowestBalance,
  movingMeans,
  pascalRow,
  primesUpTo,
  risingRuns,
  smoothed,
  variance,
  widestGap,
} from "./solutions-4.ts";

export function movingRises(xs: number[], n: number): number[] {
  return risingPositions(movingMeans(xs, n));
}

export function busiestColumn(rows: number[][]): number {
  return positionOfLargest(columnSums(rows));
}

export function bestFairRow(rows: number[][]): number {
  return positionOfLargest(fairRowMeans(rows));
}

export function commonestEven(xs: number[]): number {
  return commonest(evensOnly(xs));
}

export function rowFavourites(rows: number[][]): number[] {
  return rows.map((row) => commonest(row));
}

export function widestPrimeGap(n: number): number {
  return widestGap(primesUpTo(n));
}

export function largestPrimes(limit: number, n: number): number[] {
  return topItems(primesUpTo(limit), n);
}

export function perfectNumbersUpTo(n: number): number[] {
  return countUp(n).filter((candidate) => isPerfect(candidate));
}

export function pascalTriangle(n: number): number[][] {
  return countUp(n).map((row) => pascalRow(row - 1));
}

export function longestRisingRun(xs: number[]): number[] {
  const runs = risingRuns(xs);
  return runs[positionOfLargest(runs.map((run) => run.length))] ?? [];
}

export function runLengthCode(xs: number[]): number[][] {
  return equalRuns(xs).map((run) => [firstItem(run), run.length]);
}

export function steadiestRow(rows: number[][]): number[] {
  const variances = rows.map((row) => variance(row));
  return rows[firstItem(positionsOf(variances, smallest(variances)))] ?? [];
}

export function overdrawnAccounts(accounts: number[][]): number[] {
  return accounts.flatMap((payments, index) => (lowestBalance(payments) < 0 ? [index] : []));
}

export function groupWinners(groups: Person[][]): string[] {
  return groups.map((people) => bestScorer(people));
}

export function smoothTrend(xs: number[]): boolean {
  return isRising(smoothed(xs));
}

export function mergeIntervals(intervals: number[][]): number[][] {
  const merged: number[][] = [];
  for (const interval of intervals.toSorted((a, b) => firstItem(a) - firstItem(b))) {
    const before = merged.at(-1);
    if (before && firstItem(interval) <= lastItem(before)) {
      merged[merged.length - 1] = [firstItem(before), largest([lastItem(before), lastItem(interval)])];
    } else merged.push(interval);
  }
  return merged;
}
