/** Find the largest number of a list. An empty list gives 0. */
export function largest(xs: number[]): number {
  return xs.toSorted((a, b) => a - b).at(-1) ?? 0;
}
