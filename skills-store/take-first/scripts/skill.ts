import { countUp } from "#skills/count-up";
import { lastItem } from "#skills/last-item";

/** Give the first n items of a list: all of them if it has fewer, none if n is 0 or below. */
export function takeFirst(xs: number[], n: number): number[] {
  return xs.slice(0, lastItem(countUp(n)));
}
