import { largestPrimes } from "#skills/largest-primes";
import { spread } from "#skills/spread";

/**
 * Take the n largest primes up to a limit, or all if there are fewer, and give their range: the
 * largest minus the smallest. Without primes, or with n below 1, it is 0.
 */
export function primeClusterRange(limit: number, n: number): number {
  return spread(largestPrimes(limit, n));
}
