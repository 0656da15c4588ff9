import { positionOfLargest } from "#skills/position-of-largest";
import { rowMeans } from "#skills/row-means";

/**
 * Give the row of a table whose mean, rounded down, is the largest; of several, the first. An empty
 * row has mean 0; a table without rows gives an empty list.
 */
export function highestRow(rows: number[][]): number[] {
  return rows.at(positionOfLargest(rowMeans(rows))) ?? [];
}
