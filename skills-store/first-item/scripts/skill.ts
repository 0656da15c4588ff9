/** Give the first number of a list. An empty list gives 0. */
export function firstItem(xs: number[]): number {
  return xs[0] ?? 0;
}
