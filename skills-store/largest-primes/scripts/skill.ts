import { primesUpTo } from "#skills/primes-up-to";
import { topItems } from "#skills/top-items";

/**
 * Give the n largest primes up to a limit, the largest first: all of them if there are fewer, none
 * if n is 0 or below.
 */
export function largestPrimes(limit: number, n: number): number[] {
  return topItems(primesUpTo(limit), n);
}
