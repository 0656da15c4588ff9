/** Put the numbers of a list in order from the smallest to the largest; equal numbers all stay. */
export function sortAscending(xs: number[]): number[] {
  return xs.toSorted((a, b) => a - b);
}
