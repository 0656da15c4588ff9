/** Count how many times a number occurs in a list. */
export function countOf(xs: number[], n: number): number {
  return xs.filter((x) => x === n).length;
}
