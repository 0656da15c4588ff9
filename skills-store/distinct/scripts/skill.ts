/** Keep each number of a list only once, where it occurs first. */
export function distinct(xs: number[]): number[] {
  return [...new Set(xs)];
}
