import { absoluteDifference } from "#skills/absolute-difference";
import { largest } from "#skills/largest";
import { smallest } from "#skills/smallest";

/** Work out the range of a list: its largest number minus its smallest. An empty list gives 0. */
export function spread(xs: number[]): number {
  return absoluteDifference(smallest(xs), largest(xs));
}
