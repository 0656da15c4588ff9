import { mean } from "#skills/mean";

/**
 * For each item of a list, say by how much it exceeds the mean of the list; the mean is rounded
 * down.
 */
export function deviations(xs: number[]): number[] {
  return xs.map((x) => x - mean(xs));
}
