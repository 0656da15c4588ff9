import { sum } from "#skills/sum";

/**
 * For each item of a list, give the total of all items up to and including it. An empty list stays
 * empty.
 */
export function runningTotals(xs: number[]): number[] {
  return xs.map((_, i) => sum(xs.slice(0, i + 1)));
}
