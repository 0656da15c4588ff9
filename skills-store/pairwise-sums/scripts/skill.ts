/**
 * Add two lists item by item: first to first, second to second, and so on. Items that the other
 * list has no partner for are left out.
 */
export function pairwiseSums(xs: number[], ys: number[]): number[] {
  return xs.slice(0, ys.length).map((x, i) => x + (ys.at(i) ?? 0));
}
