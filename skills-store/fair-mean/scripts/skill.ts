import { dropEnds } from "#skills/drop-ends";
import { mean } from "#skills/mean";

/**
 * Leave out one lowest and one highest number of a list and give the mean of the rest, rounded
 * down. With fewer than three numbers it is 0.
 */
export function fairMean(xs: number[]): number {
  return mean(dropEnds(xs.toSorted((a, b) => a - b)));
}
