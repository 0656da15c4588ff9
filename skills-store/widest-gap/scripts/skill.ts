import { gaps } from "#skills/gaps";
import { largest } from "#skills/largest";

/**
 * Find the largest distance between two neighbours in a list, whether up or down. With fewer than
 * two items it is 0.
 */
export function widestGap(xs: number[]): number {
  return largest(gaps(xs));
}
