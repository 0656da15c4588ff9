import { firstItem } from "#skills/first-item";

/** Give the last number of a list. An empty list gives 0. */
export function lastItem(xs: number[]): number {
  return firstItem(xs.toReversed());
}
