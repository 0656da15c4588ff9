import { compare, type Comparison, growthChart, type LevelRow } from "@portolan/bench";
import { count, grouped, pValue, share } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import type { ArmPair } from "./comparison-json.ts";

/** Both arms for people: table by level, what the test says, what became of retrieved skills, and the growth chart. */
export function comparisonLines({ withLibrary, without }: ArmPair, stream: TerminalStream): string[] {
  const comparison = compare(withLibrary, without);
  return [
    ...levels(comparison, stream),
    "",
    ...wrap(verdict(comparison), stream.columns()),
    ...wrap(funnel(comparison), stream.columns()),
    "",
    ...growthChart(withLibrary, without),
  ];
}

function levels({ levels: rows, total }: Comparison, stream: TerminalStream): string[] {
  const lines = rows.map((row) => cells(row.level === undefined ? "none" : String(row.level), row));
  const all = lines.length > 1 ? [...lines, cells("all", total)] : lines;
  return table(
    ["level", "tasks", "with library", "", "without", "", "gain"].map((title, i) => ({
      title,
      align: i === 0 ? "left" : "right",
    })),
    all,
    {
      look: (line, row) =>
        row < 0 ? stream.style("dim", line) : row === lines.length ? stream.style("bold", line) : line,
    },
  );
}

function verdict({ paired, total }: Comparison): string {
  const { onlyFirst, onlySecond, pValue: p } = paired;
  const pairs = `Right only with the library: ${onlyFirst}, only without it: ${onlySecond}, of ${count(total.tasks, "task")}`;
  return `${pairs} (McNemar's exact test on the pairs: p = ${pValue(p)}).`;
}

function funnel({ funnel: stages }: Comparison): string {
  const { tasksShown, tasksCalling, loadBearing, nested } = stages;
  return (
    `Skills were shown in ${count(tasksShown, "task")} and called by the programs of ${tasksCalling}; ` +
    `${loadBearing} of those the other arm did not solve. ` +
    `Programs that stand on two layers of skills or more: ${nested}.`
  );
}

function cells(name: string, { tasks, withLibrary, without }: LevelRow): string[] {
  const both = [withLibrary, without].flatMap((right) => [grouped(right), share(right, tasks)]);
  return [name, grouped(tasks), ...both, signed(withLibrary - without)];
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}
