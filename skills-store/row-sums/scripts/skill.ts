import { sum } from "#skills/sum";

/** For each row of a table, add up its numbers. An empty row has sum 0. */
export function rowSums(rows: number[][]): number[] {
  return rows.map(sum);
}
