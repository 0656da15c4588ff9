import { shareOut } from "#skills/share-out";
import { sum } from "#skills/sum";

/** Work out the mean of a list, rounded down to a whole number. An empty list has mean 0. */
export function mean(xs: number[]): number {
  return shareOut(sum(xs), xs.length);
}
