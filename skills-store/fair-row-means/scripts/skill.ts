import { fairMean } from "#skills/fair-mean";

/**
 * For each row of scores, leave out one lowest and one highest and give the mean of the rest,
 * rounded down. A row with fewer than three scores gives 0.
 */
export function fairRowMeans(rows: number[][]): number[] {
  return rows.map(fairMean);
}
