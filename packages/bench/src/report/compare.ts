import { mcnemar, type PairedComparison } from "../statistics/mcnemar.ts";
import { isRight } from "../runner/has-succeeded.ts";
import type { EpisodeRow, VoyageRecord } from "../runner/sail.ts";

/** Two arms on the same tasks at the same budget. */
export interface Comparison {
  levels: LevelRow[];
  total: LevelRow;
  paired: PairedComparison;
  funnel: Funnel;
}

/** Tasks solved on all their score cases, by arm. */
export interface LevelRow {
  /** `undefined` for tasks without a level, and for the total. */
  level: number | undefined;
  tasks: number;
  withLibrary: number;
  without: number;
}

/** From what was shown to what mattered; each stage counts (task, skill) pairs or tasks as named. */
export interface Funnel {
  /** Tasks in which at least one skill was retrieved. */
  tasksShown: number;
  /** Skills retrieved, over all tasks. */
  retrieved: number;
  /** Skills called by accepted programs, over all tasks. */
  called: number;
  /** Tasks whose accepted program calls at least one skill. */
  tasksCalling: number;
  /** Of those, right on score, and not solved by the arm without library at the same budget. */
  loadBearing: number;
  /** Right programs that call a skill which calls a skill. */
  nested: number;
}

/** Compares a voyage with a library to one without, task by task. */
export function compare(withLibrary: VoyageRecord, without: VoyageRecord): Comparison {
  const others = new Map(without.rows.map((row) => [row.task, row]));
  const pairs = withLibrary.rows.map((row) => ({ row, other: others.get(row.task) as EpisodeRow }));
  const solvedBy = (which: "row" | "other"): boolean[] => pairs.map((pair) => isRight(pair[which]));
  const levels = [...new Set(pairs.map(({ row }) => row.level))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  const count = (level: number | undefined, chosen: typeof pairs): LevelRow => ({
    level,
    tasks: chosen.length,
    withLibrary: chosen.filter(({ row }) => isRight(row)).length,
    without: chosen.filter(({ other }) => isRight(other)).length,
  });
  return {
    levels: levels.map((level) =>
      count(
        level,
        pairs.filter(({ row }) => row.level === level),
      ),
    ),
    total: count(undefined, pairs),
    paired: mcnemar(solvedBy("row"), solvedBy("other")),
    funnel: {
      tasksShown: pairs.filter(({ row }) => row.retrieved.length > 0).length,
      retrieved: sum(pairs, ({ row }) => row.retrieved.length),
      called: sum(pairs, ({ row }) => row.called.length),
      tasksCalling: pairs.filter(({ row }) => row.called.length > 0).length,
      loadBearing: pairs.filter(({ row, other }) => row.called.length > 0 && isRight(row) && !isRight(other))
        .length,
      nested: pairs.filter(({ row }) => row.depth >= 2 && isRight(row)).length,
    },
  };
}

function sum<T>(items: T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
