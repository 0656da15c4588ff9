import { textChart } from "./text-chart.ts";
import { isRight } from "../runner/has-succeeded.ts";
import type { VoyageRecord } from "../runner/sail.ts";

/**
 * A chart for the terminal: tasks solved so far (up) against skills in the library (across), for the arm with the
 * library (`●`) and the arm without (`○`), which is drawn at the moment when the other arm's library had that size.
 * @returns lines of at most 70 columns
 */
export function growthChart(withLibrary: VoyageRecord, without: VoyageRecord): string[] {
  const curves = growth(withLibrary, without);
  return [
    "tasks solved    ● with library    ○ without, same budget",
    ...textChart(
      [
        { mark: "○", points: curves.map(({ size, solvedWithout }) => ({ x: size, y: solvedWithout })) },
        { mark: "●", points: curves.map(({ size, solved }) => ({ x: size, y: solved })) },
      ],
      "skills",
    ),
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
