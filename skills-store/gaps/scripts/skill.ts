import { absoluteDifference } from "#skills/absolute-difference";
import { differences } from "#skills/differences";

/**
 * List how far apart the neighbours in a list are, always as a number of at least 0. With fewer
 * than two items the result is empty.
 */
export function gaps(xs: number[]): number[] {
  return differences(xs).map((x) => absoluteDifference(0, x));
}
