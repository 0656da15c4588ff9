/**
 * List all positions at which a number occurs in a list, counting from 0. If it does not occur, the
 * result is empty.
 */
export function positionsOf(xs: number[], n: number): number[] {
  return xs.map((_, i) => i).filter((x) => n === (xs.at(x) ?? 0));
}
