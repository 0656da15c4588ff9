import { countUp, largest, lastItem, quotient, smallest, sortAscending } from "./solutions-1.ts";
import { distinct, mean, nearestItem, rowSums, sumOfSquares } from "./solutions-2.ts";
import {
  columns,
  deviations,
  fairMean,
  gaps,
  isPrime,
  nextPascalRow,
  occurrenceCounts,
  type Person,
  positionOfLargest,
  properDivisorSum,
  rowMeans,
  runningTotals,
  scoresOf,
  windows,
} from "./solutions-3.ts";

export function movingMeans(xs: number[], n: number): number[] {
  return rowMeans(windows(xs, n));
}

export function columnSums(rows: number[][]): number[] {
  return rowSums(columns(rows));
}

export function fairRowMeans(rows: number[][]): number[] {
  return rows.map((row) => fairMean(row));
}

export function commonest(xs: number[]): number {
  return distinct(xs)[positionOfLargest(occurrenceCounts(xs))] ?? 0;
}

export function primesUpTo(n: number): number[] {
  return countUp(n).filter((candidate) => isPrime(candidate));
}

export function isPerfect(n: number): boolean {
  return n > 0 && properDivisorSum(n) === n;
}

export function pascalRow(n: number): number[] {
  return countUp(n).reduce((row) => nextPascalRow(row), [1]);
}

export function highestRow(rows: number[][]): number[] {
  return rows[positionOfLargest(rowMeans(rows))] ?? [];
}

export function widestGap(xs: number[]): number {
  return largest(gaps(xs));
}

export function closestDistance(xs: number[]): number {
  return smallest(gaps(sortAscending(xs)));
}

export function variance(xs: number[]): number {
  return quotient(sumOfSquares(deviations(xs)), xs.length);
}

export function bestScorer(people: Person[]): string {
  return people[positionOfLargest(scoresOf(people))]?.name ?? "";
}

export function smoothed(xs: number[]): number[] {
  return xs.map((x, index) => mean([nearestItem(xs, index - 1), x, nearestItem(xs, index + 1)]));
}

export function lowestBalance(payments: number[]): number {
  return smallest(runningTotals(payments));
}

export function risingRuns(xs: number[]): number[][] {
  return cutWhere(xs, (run, x) => x <= lastItem(run));
}

export function equalRuns(xs: number[]): number[][] {
  return cutWhere(xs, (run, x) => x !== lastItem(run));
}

function cutWhere(xs: number[], startsRun: (run: number[], x: number) => boolean): number[][] {
  const runs: number[][] = [];
  for (const x of xs) {
    const run = runs.at(-1);
    if (run && !startsRun(run, x)) run.push(x);
    else runs.push([x]);
  }
  return runs;
}
