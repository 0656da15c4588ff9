import { absoluteDifference } from "#skills/absolute-difference";
import { divisors } from "#skills/divisors";
import { sum } from "#skills/sum";

/** Tell whether a whole number is prime. Numbers below 2 are not. */
export function isPrime(n: number): boolean {
  return absoluteDifference(n, sum(divisors(n))) === 1;
}
