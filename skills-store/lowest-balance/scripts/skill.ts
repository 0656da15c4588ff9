import { smallest } from "#skills/smallest";
import { sum } from "#skills/sum";

/**
 * An account starts at 0 and gets a list of payments, some of them negative. Find the lowest
 * balance right after a payment; without payments it is 0.
 */
export function lowestBalance(payments: number[]): number {
  return smallest(payments.map((_, i) => sum(payments.slice(0, i + 1))));
}
