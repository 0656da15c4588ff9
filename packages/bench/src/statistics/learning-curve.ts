import { mean, quantile } from "d3-array";
import type { TaskResult } from "./task-result.ts";

/** What has been solved up to a point, over the seeds of an arm. */
export interface CurvePoint {
  /** Tasks tried, or effort, in the unit of the results. */
  x: number;
  /** Mean of the tasks that succeeded so far. */
  mean: number;
  /** Between these are the middle 80 % of the seeds. */
  lower: number;
  upper: number;
}

/** How an arm's successes grow along its cells. */
export interface LearningCurve {
  points: CurvePoint[];
  /** Area under the mean, as a share of what it is where every task succeeds at its first try; 0 to 1. */
  area: number;
}

/** Points of a curve over effort. */
const steps = 48;

/** Successes against tasks tried: a point after each visit, as far as every seed has come. */
export function curveOverTasks(results: readonly TaskResult[]): LearningCurve {
  const cells = cellsOf(results);
  const length = Math.min(...cells.map(({ length: visits }) => visits));
  const xs = cells.length === 0 ? [] : Array.from({ length: length + 1 }, (_, x) => x);
  return curve(cells, xs, solvedAfterVisit, (x) => x);
}

/**
 * Successes against effort, up to where the last seed ended; a seed that ended before stays where it was. One that has not
 * ended yet would seem to stand still: the curve goes no further than the first such one has come.
 * @param planned tasks of a cell; all that any seed has tried when absent
 */
export function curveOverEffort(results: readonly TaskResult[], planned?: number): LearningCurve {
  const cells = cellsOf(results);
  const isOpen = (visits: readonly Visit[]): boolean => (visits.at(-1)?.tried ?? 0) < (planned ?? 0);
  const most = Math.min(Math.max(0, ...cells.map(spentBy)), ...cells.filter(isOpen).map(spentBy));
  const xs = most === 0 ? [] : Array.from({ length: steps + 1 }, (_, i) => (most * i) / steps);
  const tasks = new Set(results.map(({ task }) => task)).size;
  return curve(cells, xs, solvedAfterSpending, () => tasks);
}

interface Visit {
  /** What was spent, tasks solved, and tasks tried, up to its end. */
  spent: number;
  solved: number;
  tried: number;
}

function spentBy(visits: readonly Visit[]): number {
  return visits.at(-1)?.spent ?? 0;
}

function solvedAfterVisit(visits: readonly Visit[], x: number): number {
  return visits[x - 1]?.solved ?? 0;
}

function solvedAfterSpending(visits: readonly Visit[], x: number): number {
  return visits.findLast(({ spent }) => spent <= x + 1e-9)?.solved ?? 0;
}

function curve(
  cells: readonly Visit[][],
  xs: readonly number[],
  at: (visits: readonly Visit[], x: number) => number,
  best: (x: number) => number,
): LearningCurve {
  const points = xs.map((x): CurvePoint => {
    const values = cells.map((visits) => at(visits, x));
    const bound = (share: number): number => quantile(values, share) ?? 0;
    return { x, mean: mean(values) ?? 0, lower: bound(0.1), upper: bound(0.9) };
  });
  const ideal = areaUnder(points.map(({ x }) => ({ x, y: best(x) })));
  const area = ideal === 0 ? 0 : areaUnder(points.map(({ x, mean: y }) => ({ x, y }))) / ideal;
  return { points, area };
}

/** By trapezoids. */
function areaUnder(points: readonly { x: number; y: number }[]): number {
  return points.slice(1).reduce((area, { x, y }, i) => {
    const before = points[i] as { x: number; y: number };
    return area + ((before.y + y) / 2) * (x - before.x);
  }, 0);
}

/** The visits of each cell in its order, with what had been spent and solved by then. */
function cellsOf(results: readonly TaskResult[]): Visit[][] {
  return [...Map.groupBy(results, ({ seed }) => seed).values()].map((ofSeed) => {
    const visits = ofSeed
      .flatMap(({ visits: own, unit }) => own.map((visit) => ({ ...visit, effort: visit[unit] ?? 0 })))
      .toSorted((a, b) => a.position - b.position);
    const solved = new Set<string>();
    const tried = new Set<string>();
    let spent = 0;
    return visits.map(({ task, effort, succeeded }) => {
      if (succeeded) solved.add(task);
      tried.add(task);
      spent += effort;
      return { spent, solved: solved.size, tried: tried.size };
    });
  });
}
