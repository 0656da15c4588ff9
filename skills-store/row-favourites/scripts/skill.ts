import { commonest } from "#skills/commonest";

/**
 * For each row of a table, find the number that occurs most often in it; of several, the one that
 * appears first. An empty row gives 0.
 */
export function rowFavourites(rows: number[][]): number[] {
  return rows.map(commonest);
}
