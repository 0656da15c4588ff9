import { mean } from "#skills/mean";

/** For each row of a table, work out the mean, rounded down. An empty row has mean 0. */
export function rowMeans(rows: number[][]): number[] {
  return rows.map(mean);
}
