import { fairRowMeans } from "#skills/fair-row-means";
import { positionOfLargest } from "#skills/position-of-largest";

/**
 * Each row holds the scores of one competitor. Leave out one lowest and one highest score of each
 * row, take the mean of the rest (rounded down; 0 for fewer than three scores), and give the
 * position of the row where it is largest, counting from 0; of several, the first. Without rows it
 * is -1.
 */
export function bestFairRow(rows: number[][]): number {
  return positionOfLargest(fairRowMeans(rows));
}
