import { countUp } from "#skills/count-up";
import { isPrime } from "#skills/is-prime";

/** List all primes up to a given number, the number itself included. Below 2 the list is empty. */
export function primesUpTo(n: number): number[] {
  return countUp(n).filter(isPrime);
}
