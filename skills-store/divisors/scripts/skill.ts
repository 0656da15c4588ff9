/**
 * List the divisors of a whole number, from 1 up to the number itself. For 0 and below, the list is
 * empty.
 */
export function divisors(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1).filter((x) => n % x === 0);
}
