import { type EpisodeRow, isRight, type VoyageRecord } from "@portolan/bench";
import { grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

/** What a voyage did on the tasks of one level. */
export interface LevelTally {
  /** `null` for tasks without a level, and for all levels together. */
  level: number | null;
  tasks: number;
  /** A program passed the gate. */
  solved: number;
  /** Of those, right on every score case. */
  right: number;
  /** Of the solved ones, those whose program calls a skill. */
  calling: number;
  /** Candidate evaluations spent. */
  evaluations: number;
}

/** A voyage by level, easiest first, and in total. */
export function tallyLevels({ rows }: VoyageRecord): { levels: LevelTally[]; total: LevelTally } {
  const levels = [...new Set(rows.map(({ level }) => level ?? 0))].toSorted((a, b) => a - b);
  return {
    levels: levels.map((level) =>
      tally(
        level || null,
        rows.filter((row) => (row.level ?? 0) === level),
      ),
    ),
    total: tally(null, rows),
  };
}

/** The same as a table for people; `right` shows `–` where no task has score cases. */
export function levelLines(record: VoyageRecord, stream: TerminalStream): string[] {
  const { levels, total } = tallyLevels(record);
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
  const columns = ["level", "tasks", "passed gate", "right on score", "calls a skill", "evaluations"];
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

function tally(level: number | null, rows: EpisodeRow[]): LevelTally {
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
