import { highestRow } from "#skills/highest-row";
import { spread } from "#skills/spread";

/**
 * Give the row of a table that varies least: the one with the smallest variance, that is the mean
 * of the squared differences from the row's mean, both means rounded down; of several, the first. A
 * table without rows gives an empty list.
 */
export function steadiestRow(rows: number[][]): number[] {
  const items = highestRow(rows);
  if (spread(items) < 5) return items;
  return rows[1] ?? [];
}
