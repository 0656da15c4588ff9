/**
 * Find the position of the largest number of a list, counting from 0; the first one if it occurs
 * several times. An empty list gives -1.
 */
export function positionOfLargest(xs: number[]): number {
  return xs.indexOf(xs.toSorted((a, b) => b - a)[0] ?? 0);
}
