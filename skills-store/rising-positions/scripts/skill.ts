import { differences } from "#skills/differences";
import { firstItem } from "#skills/first-item";

/**
 * List the positions, counting from 0, of the items that are larger than the item right before
 * them.
 */
export function risingPositions(xs: number[]): number[] {
  const items = xs.map((_, i) => i);
  const items2 = items.filter((x) => firstItem(differences(xs.slice(x))) > 0);
  return items2.map((x) => x + 1);
}
