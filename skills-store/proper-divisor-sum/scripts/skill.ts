import { absoluteDifference } from "#skills/absolute-difference";
import { divisors } from "#skills/divisors";
import { largest } from "#skills/largest";
import { sum } from "#skills/sum";

/**
 * Add up the divisors of a whole number except the number itself. For 1 and below, the result is 0.
 */
export function properDivisorSum(n: number): number {
  return absoluteDifference(sum(divisors(n)), largest(divisors(n)));
}
