import { commonest } from "#skills/commonest";
import { evensOnly } from "#skills/evens-only";

/**
 * Find the even number that occurs most often in a list; of several, the one that appears first.
 * Without even numbers it is 0.
 */
export function commonestEven(xs: number[]): number {
  return commonest(evensOnly(xs));
}
