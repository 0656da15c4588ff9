import { gaps } from "#skills/gaps";
import { smallest } from "#skills/smallest";

/**
 * Find the distance between the two numbers of a list that are closest to each other, wherever they
 * stand. With fewer than two numbers it is 0.
 */
export function closestDistance(xs: number[]): number {
  return smallest(gaps(xs.toSorted((a, b) => a - b)));
}
