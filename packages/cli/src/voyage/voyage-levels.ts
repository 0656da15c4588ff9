import { type EpisodeRow, hasSucceeded } from "@portolan/bench";
import { grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { worldOf } from "../progress/progress.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import type { Sailed } from "./embark.ts";

/** What a voyage did on the tasks of one level. */
export interface LevelTally {
  /** `null` for tasks without a level, and for all levels together. */
  level: number | null;
  tasks: number;
  /** A program passed the gate. */
  solved: number;
  /** Of those, right on every score case; in a world, at the goal often enough in the worlds of the report. */
  right: number;
  /** Of the solved ones, those whose program calls a skill. */
  calling: number;
  /** Candidate evaluations spent. */
  evaluations: number;
}

/** A voyage by level, easiest first, and in total. */
export function tallyLevels(sailed: Pick<Sailed, "record" | "inWorld">): {
  levels: LevelTally[];
  total: LevelTally;
} {
  const { rows } = sailed.record;
  const isRight = (row: EpisodeRow): boolean => hasSucceeded(row, worldOf(sailed));
  const levels = [...new Set(rows.map(({ level }) => level ?? 0))].toSorted((a, b) => a - b);
  return {
    levels: levels.map((level) =>
      tally(
        level || null,
        rows.filter((row) => (row.level ?? 0) === level),
        isRight,
      ),
    ),
    total: tally(null, rows, isRight),
  };
}

/** The same as a table for people; `right` shows `–` where no task has score cases. */
export function levelLines(sailed: Pick<Sailed, "record" | "inWorld">, stream: TerminalStream): string[] {
  const { record, inWorld } = sailed;
  const { levels, total } = tallyLevels(sailed);
  const scored = record.rows.some(({ of }) => of > 0);
  const cells = (name: string, one: LevelTally): string[] => [
    name,
    grouped(one.tasks),
    grouped(one.solved),
    scored ? grouped(one.right) : "–",
    grouped(one.calling),
    grouped(one.evaluations),
  ];
  const rows = levels.map((one) => cells(one.level === null ? "none" : String(one.level), one));
  const columns = [
    "level",
    "tasks",
    "passed gate",
    inWorld ? "reached goal" : "right on score",
    "calls a skill",
    "evaluations",
  ];
  const allRows = rows.length > 1 ? [...rows, cells("all", total)] : rows;
  return table(
    columns.map((title, i) => ({ title, align: i === 0 ? "left" : "right" })),
    allRows,
    {
      look: (line, row) =>
        row < 0 ? stream.style("dim", line) : row === rows.length ? stream.style("bold", line) : line,
    },
  );
}

function tally(level: number | null, rows: EpisodeRow[], isRight: (row: EpisodeRow) => boolean): LevelTally {
  const solved = rows.filter((row) => row.solved);
  return {
    level,
    // One that came back is one.
    tasks: new Set(rows.map(({ task }) => task)).size,
    solved: solved.length,
    right: rows.filter(isRight).length,
    calling: solved.filter(({ called }) => called.length > 0).length,
    evaluations: rows.reduce((sum, row) => sum + row.evaluations, 0),
  };
}
