/** Find the smallest number of a list. An empty list gives 0. */
export function smallest(xs: number[]): number {
  return xs.toSorted((a, b) => a - b)[0] ?? 0;
}
