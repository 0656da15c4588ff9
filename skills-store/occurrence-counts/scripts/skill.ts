import { countOf } from "#skills/count-of";
import { distinct } from "#skills/distinct";

/**
 * For each different number of a list, in the order of their first appearance, say how many times
 * it occurs.
 */
export function occurrenceCounts(xs: number[]): number[] {
  return distinct(xs).map((x) => countOf(xs, x));
}
