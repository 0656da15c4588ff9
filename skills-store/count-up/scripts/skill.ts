/** List the whole numbers from 1 up to a given number. For 0 and below, the list is empty. */
export function countUp(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i).map((x) => x + 1);
}
