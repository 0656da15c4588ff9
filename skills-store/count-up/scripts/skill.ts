import { absoluteDifference } from "#skills/absolute-difference";

/** List the whole numbers from 1 up to a given number. For 0 and below, the list is empty. */
export function countUp(n: number): number[] {
  const indices = Array.from({ length: n }, (_, i) => i);
  return indices.map((x) => absoluteDifference(x, -1));
}
