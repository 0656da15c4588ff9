import { primesUpTo } from "#skills/primes-up-to";
import { widestGap } from "#skills/widest-gap";

/**
 * Find the largest distance between two primes that follow each other, among the primes up to a
 * given number. With fewer than two primes it is 0.
 */
export function widestPrimeGap(n: number): number {
  return widestGap(primesUpTo(n));
}
