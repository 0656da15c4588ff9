import {
  backwards,
  clamp,
  countUp,
  dropFirst,
  dropLast,
  isEven,
  isMultiple,
  largest,
  quotient,
  smallest,
  sortAscending,
  sum,
} from "./solutions-1.ts";

export function mean(xs: number[]): number {
  return quotient(sum(xs), xs.length);
}

export function spread(xs: number[]): number {
  return largest(xs) - smallest(xs);
}

export function dropEnds(xs: number[]): number[] {
  return dropLast(dropFirst(xs));
}

export function evensOnly(xs: number[]): number[] {
  return xs.filter((x) => isEven(x));
}

export function differences(xs: number[]): number[] {
  return dropFirst(xs).map((x, index) => x - (xs[index] as number));
}

export function sortDescending(xs: number[]): number[] {
  return backwards(sortAscending(xs));
}

export function sumOfSquares(xs: number[]): number {
  return sum(xs.map((x) => x * x));
}

export function median(xs: number[]): number {
  return sortAscending(xs)[quotient(xs.length - 1, 2)] ?? 0;
}

export function isRising(xs: number[]): boolean {
  const sorted = sortAscending(xs);
  return xs.every((x, index) => x === sorted[index]);
}

export function rowSums(rows: number[][]): number[] {
  return rows.map((row) => sum(row));
}

export function distinct(xs: number[]): number[] {
  return [...new Set(xs)];
}

export function takeFirst(xs: number[], n: number): number[] {
  return xs.slice(0, clamp(n, 0, xs.length));
}

export function nearestItem(xs: number[], position: number): number {
  return xs[clamp(position, 0, xs.length - 1)] ?? 0;
}

export function positionsOf(xs: number[], n: number): number[] {
  return xs.flatMap((x, index) => (x === n ? [index] : []));
}

export function divisors(n: number): number[] {
  return countUp(n).filter((candidate) => isMultiple(n, candidate));
}

export function pairwiseSums(xs: number[], ys: number[]): number[] {
  return xs.slice(0, ys.length).map((x, index) => x + (ys[index] as number));
}
