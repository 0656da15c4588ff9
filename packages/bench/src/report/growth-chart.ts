import { isRight, type VoyageRecord } from "../runner/sail.ts";

const width = 56;
const height = 12;

/**
 * A chart for the terminal: tasks solved so far (up) against skills in the library (across), for the arm with the
 * library (`●`) and the arm without (`○`), which is drawn at the moment when the other arm's library had that size.
 * @returns lines of at most 70 columns
 */
export function growthChart(withLibrary: VoyageRecord, without: VoyageRecord): string[] {
  const curves = growth(withLibrary, without);
  const sizeMax = Math.max(1, ...curves.map(({ size }) => size));
  const solvedMax = Math.max(1, ...curves.flatMap((point) => [point.solved, point.solvedWithout]));
  const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => " "));
  const put = (size: number, solved: number, mark: string): void => {
    const column = Math.round((size / sizeMax) * (width - 1));
    const row = height - 1 - Math.round((solved / solvedMax) * (height - 1));
    (grid[row] as string[])[column] = mark;
  };
  for (const { size, solvedWithout } of curves) put(size, solvedWithout, "○");
  for (const { size, solved } of curves) put(size, solved, "●");
  const label = (row: number): string => {
    const value =
      row === 0 ? solvedMax : row === height - 1 ? 0 : row === 6 ? Math.round((solvedMax * 5) / 11) : "";
    return String(value).padStart(5);
  };
  return [
    "tasks solved    ● with library    ○ without, same budget",
    ...grid.map((cells, row) => `${label(row)} ┤${cells.join("").trimEnd()}`),
    `      └${"─".repeat(width)}`,
    `       0${`${sizeMax} skills`.padStart(width - 1)}`,
  ];
}

interface GrowthPoint {
  /** Skills in the library. */
  size: number;
  solved: number;
  solvedWithout: number;
}

/** Cumulative solved tasks of both arms, for each size that the library had. */
export function growth(withLibrary: VoyageRecord, without: VoyageRecord): GrowthPoint[] {
  const others = new Map(without.rows.map((row) => [row.task, row]));
  const points: GrowthPoint[] = [{ size: 0, solved: 0, solvedWithout: 0 }];
  let solved = 0;
  let solvedWithout = 0;
  let size = 0;
  for (const row of withLibrary.rows) {
    const other = others.get(row.task);
    if (isRight(row)) solved++;
    if (other && isRight(other)) solvedWithout++;
    if (row.change === "added") size++;
    points.push({ size, solved, solvedWithout });
  }
  return points;
}
