import { isPrime } from "#skills/is-prime";
import { mean } from "#skills/mean";
import { primesUpTo } from "#skills/primes-up-to";
import { properDivisorSum } from "#skills/proper-divisor-sum";

/**
 * Tell whether a whole number is perfect: above 0 and the sum of all its divisors except itself.
 */
export function isPerfect(n: number): boolean {
  const value = properDivisorSum(properDivisorSum(properDivisorSum(n)));
  return isPrime(mean(primesUpTo(value)));
}
