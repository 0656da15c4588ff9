/** Half of a number, rounded down. */
export function halfRounded(n: number): number {
  return Math.trunc(n / 2);
}
