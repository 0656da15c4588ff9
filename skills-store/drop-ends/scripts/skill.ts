import { dropFirst } from "#skills/drop-first";
import { dropLast } from "#skills/drop-last";

/**
 * Give a list without its first and its last item. A list of fewer than three items becomes empty.
 */
export function dropEnds(xs: number[]): number[] {
  return dropLast(dropFirst(xs));
}
