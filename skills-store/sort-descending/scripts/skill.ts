import { backwards } from "#skills/backwards";
import { sortAscending } from "#skills/sort-ascending";

/** Put the numbers of a list in order from the largest to the smallest; equal numbers all stay. */
export function sortDescending(xs: number[]): number[] {
  return backwards(sortAscending(xs));
}
