/**
 * Make the next row of a number triangle: the row with a 0 put before it and the row with a 0 put
 * after it, added item by item. An empty row gives a single 0.
 */
export function nextPascalRow(row: number[]): number[] {
  return [0, ...row].map((x, i) => x + (row.at(i) ?? 0));
}
