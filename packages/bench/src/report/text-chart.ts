/** A line of a chart for the terminal. */
export interface TextSeries {
  mark: string;
  points: readonly { x: number; y: number }[];
}

const width = 56;
const height = 12;

/**
 * A chart of marks for the terminal: series that come later are drawn over earlier ones.
 * @param xTitle what stands under the right end, after the largest x
 * @returns lines of at most 70 columns
 */
export function textChart(series: readonly TextSeries[], xTitle: string): string[] {
  const points = series.flatMap((one) => one.points);
  const xMax = Math.max(1, ...points.map(({ x }) => x));
  const yMax = Math.max(1, ...points.map(({ y }) => y));
  const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => " "));
  for (const { mark, points: own } of series) {
    for (const { x, y } of own) {
      const column = Math.round((x / xMax) * (width - 1));
      const row = height - 1 - Math.round((y / yMax) * (height - 1));
      (grid[row] as string[])[column] = mark;
    }
  }
  const label = (row: number): string => {
    const value =
      row === 0 ? Math.round(yMax) : row === height - 1 ? 0 : row === 6 ? Math.round((yMax * 5) / 11) : "";
    return String(value).padStart(5);
  };
  return [
    ...grid.map((cells, row) => `${label(row)} ┤${cells.join("").trimEnd()}`),
    `      └${"─".repeat(width)}`,
    `       0${`${Math.round(xMax).toLocaleString("en-US")} ${xTitle}`.padStart(width - 1)}`,
  ];
}
