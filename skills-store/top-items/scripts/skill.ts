/**
 * Give the n largest numbers of a list, largest first: all of them if there are fewer, none if n is
 * 0 or below.
 */
export function topItems(xs: number[], n: number): number[] {
  return xs.toSorted((a, b) => b - a).filter((_, i) => i < n);
}
