/** Add up the squares of all numbers of a list. An empty list gives 0. */
export function sumOfSquares(xs: number[]): number {
  return xs.map((x) => x * x).reduce((sum, x) => sum + x, 0);
}
