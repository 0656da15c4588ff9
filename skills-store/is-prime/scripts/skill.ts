import { divisors } from "#skills/divisors";

/** Tell whether a whole number is prime. Numbers below 2 are not. */
export function isPrime(n: number): boolean {
  return divisors(n).length === 2;
}
