import { divisors } from "#skills/divisors";
import { sum } from "#skills/sum";

/**
 * Add up the divisors of a whole number except the number itself. For 1 and below, the result is 0.
 */
export function properDivisorSum(n: number): number {
  return sum(divisors(n).slice(0, -1));
}
