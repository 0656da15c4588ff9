import {
  absoluteDifference,
  backwards,
  countOf,
  countUp,
  dropLast,
  largest,
  sortAscending,
  sum,
} from "./solutions-1.ts";
import {
  differences,
  distinct,
  divisors,
  dropEnds,
  mean,
  pairwiseSums,
  positionsOf,
  sortDescending,
  takeFirst,
} from "./solutions-2.ts";

export interface Person {
  name: string;
  score: number;
}

export function runningTotals(xs: number[]): number[] {
  return countUp(xs.length).map((n) => sum(takeFirst(xs, n)));
}

export function fairMean(xs: number[]): number {
  return mean(dropEnds(sortAscending(xs)));
}

export function rowMeans(rows: number[][]): number[] {
  return rows.map((row) => mean(row));
}

export function topItems(xs: number[], n: number): number[] {
  return takeFirst(sortDescending(xs), n);
}

export function deviations(xs: number[]): number[] {
  return xs.map((x) => x - mean(xs));
}

export function positionOfLargest(xs: number[]): number {
  return positionsOf(xs, largest(xs))[0] ?? -1;
}

export function windows(xs: number[], n: number): number[][] {
  if (n <= 0) return [];
  return countUp(xs.length - n + 1).map((start) => takeFirst(xs.slice(start - 1), n));
}

export function columns(rows: number[][]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as number));
}

export function isPrime(n: number): boolean {
  return divisors(n).length === 2;
}

export function properDivisorSum(n: number): number {
  return sum(dropLast(divisors(n)));
}

export function occurrenceCounts(xs: number[]): number[] {
  return distinct(xs).map((x) => countOf(xs, x));
}

export function risingPositions(xs: number[]): number[] {
  return differences(xs).flatMap((difference, index) => (difference > 0 ? [index + 1] : []));
}

export function nextPascalRow(row: number[]): number[] {
  return pairwiseSums([0, ...row], [...row, 0]);
}

export function gaps(xs: number[]): number[] {
  return differences(xs).map((difference) => absoluteDifference(difference, 0));
}

export function isPalindrome(xs: number[]): boolean {
  const reversed = backwards(xs);
  return xs.every((x, index) => x === reversed[index]);
}

export function scoresOf(people: Person[]): number[] {
  return people.map((person) => person.score);
}
