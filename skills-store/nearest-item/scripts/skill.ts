import { backwards } from "#skills/backwards";
import { dropFirst } from "#skills/drop-first";
import { lastItem } from "#skills/last-item";
import { takeFirst } from "#skills/take-first";

/**
 * Give the item at a position of a list, counting from 0. A position before the start gives the
 * first item, one past the end the last; an empty list gives 0.
 */
export function nearestItem(xs: number[], position: number): number {
  return lastItem([...backwards(xs), ...takeFirst(dropFirst(xs), position)]);
}
