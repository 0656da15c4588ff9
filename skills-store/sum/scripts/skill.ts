/** Add up all numbers of a list. An empty list gives 0. */
export function sum(xs: number[]): number {
  return xs.reduce((sum, x) => sum + x, 0);
}
