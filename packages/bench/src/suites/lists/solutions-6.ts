import { countUp, lastItem, sum } from "./solutions-1.ts";
import { distinct, evensOnly, rowSums, spread } from "./solutions-2.ts";
import { columns, isPalindrome, isPrime, positionOfLargest, windows } from "./solutions-3.ts";
import { columnSums, commonest, movingMeans, primesUpTo, smoothed } from "./solutions-4.ts";
import {
  bestFairRow,
  busiestColumn,
  largestPrimes,
  longestRisingRun,
  mergeIntervals,
  overdrawnAccounts,
  pascalTriangle,
  runLengthCode,
  steadiestRow,
} from "./solutions-5.ts";

interface Player {
  name: string;
  scores: number[];
}

export function longestMovingRise(xs: number[], n: number): number[] {
  return longestRisingRun(movingMeans(xs, n));
}

export function fairChampion(players: Player[]): string {
  return players[bestFairRow(players.map((player) => player.scores))]?.name ?? "";
}

export function busiestFavourite(rows: number[][]): number {
  return commonest(columns(rows)[busiestColumn(rows)] ?? []);
}

export function smoothedSteadiest(rows: number[][]): number[] {
  return smoothed(steadiestRow(rows));
}

export function safeTotals(accounts: number[][]): number[] {
  const overdrawn = overdrawnAccounts(accounts);
  return rowSums(accounts.filter((_, index) => !overdrawn.includes(index)));
}

export function pascalOddCounts(n: number): number[] {
  return pascalTriangle(n).map((row) => row.length - evensOnly(row).length);
}

export function primeClusterSpread(limit: number, n: number): number {
  return spread(largestPrimes(limit, n));
}

export function longestPlateau(xs: number[]): number[] {
  const code = runLengthCode(xs);
  return code[positionOfLargest(code.map((pair) => lastItem(pair)))] ?? [];
}

export function coveredLength(intervals: number[][]): number {
  return sum(mergeIntervals(intervals).map((interval) => spread(interval)));
}

export function freeTimes(intervals: number[][]): number[][] {
  const busy = mergeIntervals(intervals);
  return busy.slice(1).map((interval, index) => [lastItem(busy[index] ?? []), interval[0] as number]);
}

export function goldbachPair(n: number): number[] {
  const prime = primesUpTo(n).find((candidate) => isPrime(n - candidate));
  return prime === undefined ? [] : [prime, n - prime];
}

export function isMagicSquare(rows: number[][]): boolean {
  const down = sum(rows.map((row, index) => row[index] as number));
  const up = sum(rows.map((row, index) => row[rows.length - 1 - index] as number));
  return distinct([...rowSums(rows), ...columnSums(rows), down, up]).length === 1 && rows.length > 0;
}

export function longestMirrorStretch(xs: number[]): number[] {
  const lengths = countUp(xs.length).toReversed();
  return lengths.flatMap((length) => windows(xs, length)).find((stretch) => isPalindrome(stretch)) ?? [];
}

export function spiral(rows: number[][]): number[] {
  const [top, ...rest] = rows;
  return top ? [...top, ...spiral(columns(rest).toReversed())] : [];
}
