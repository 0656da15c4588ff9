import { nearestItem } from "#skills/nearest-item";
import { occurrenceCounts } from "#skills/occurrence-counts";
import { positionOfLargest } from "#skills/position-of-largest";

/**
 * Find the number that occurs most often in a list; of several, the one that appears first. An
 * empty list gives 0.
 */
export function commonest(xs: number[]): number {
  return nearestItem(xs, positionOfLargest(occurrenceCounts(xs)));
}
