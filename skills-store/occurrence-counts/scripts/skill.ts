/**
 * For each different number of a list, in the order of their first appearance, say how many times
 * it occurs.
 */
export function occurrenceCounts(xs: number[]): number[] {
  return [...new Set(xs)].map((x) => xs.filter((y) => y === x).length);
}
