import {
  armLabel,
  armLegend,
  armRows,
  armTitles,
  codersText,
  figureNotes,
  progressText,
  renamedArms,
  type SuiteSummary,
  suiteNotes,
  type Summary,
  numberText,
  textChart,
  unitText,
  verdictOf,
} from "@portolan/bench";
import { count } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

/** What marks an arm in the chart, by its place in the plan. */
const marks = ["○", "●", "▲", "△", "■", "□", "◆", "◇", "+", "×"];

/** A report for people: how far it is, then each suite with its verdicts, its table and its curves. */
export function summaryLines(summary: Summary, stream: TerminalStream): string[] {
  const { plan, coders, progress, suites } = summary;
  const unfinished = progressText(progress);
  const seeds = count(plan.seeds.length, "seed");
  return [
    ...wrap(
      `Experiment ${plan.id}: ${count(plan.arms.length, "arm")}, ${seeds}, ${codersText(coders)}`,
      stream.columns(),
    ),
    ...(unfinished === undefined ? [] : wrap(unfinished, stream.columns())),
    ...suites.flatMap((suite) => suiteLines(suite, summary, stream)),
  ];
}

function suiteLines(suite: SuiteSummary, summary: Summary, stream: TerminalStream): string[] {
  const { plan } = summary;
  const title = stream.style("bold", `${suite.suite}, ${count(suite.tasks, "task")}`);
  if (suite.arms.length === 0) return ["", title, "No trial has ended yet."];
  const marked = renamedArms(suite, plan.arms, armLabel);
  const notes = [...suiteNotes(suite, plan), ...figureNotes(suite)].flatMap((note) =>
    wrap(note, stream.columns()),
  );
  return [
    "",
    title,
    ...suite.contrasts.flatMap((one) => wrap(verdictOf(one), stream.columns())),
    "",
    ...armTable(suite, stream),
    ...wrap(armLegend(summary), stream.columns()).map((line) => stream.style("dim", line)),
    ...(notes.length > 0 ? ["", ...notes] : []),
    ...(suite.milestones.length > 0 ? ["", ...milestoneTable(marked.suite, stream)] : []),
    "",
    ...growth(marked.suite, marked.arms),
  ];
}

function armTable(suite: SuiteSummary, stream: TerminalStream): string[] {
  const columns = armTitles(suite).map((title, i) => ({
    title,
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  return table(columns, armRows(suite), {
    look: (line, row) => (row < 0 ? stream.style("dim", line) : line),
  });
}

/** A row for each milestone, a column for each arm: how many seeds reached it, and the median of the effort. */
function milestoneTable({ milestones, arms, unit }: SuiteSummary, stream: TerminalStream): string[] {
  const names = [...new Set(milestones.map(({ milestone }) => milestone))];
  const rows = names.map((name) => [
    name,
    ...arms.map(({ arm }) => {
      const one = milestones.find((own) => own.milestone === name && own.arm === arm);
      const median = one?.median === undefined ? "" : ` after ${numberText(one.median)}`;
      return one ? `${one.reached} of ${one.of}${median}` : "–";
    }),
  ]);
  const columns = [`reached, ${unitText(unit)}`, ...arms.map(({ arm }) => arm)].map((title, i) => ({
    title,
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  return table(columns, rows, { look: (line, row) => (row < 0 ? stream.style("dim", line) : line) });
}

function growth({ arms, unit }: SuiteSummary, planned: readonly string[]): string[] {
  const series = arms.map(({ arm, overEffort }) => ({
    name: arm,
    mark: marks[planned.indexOf(arm) % marks.length] as string,
    points: overEffort.points.map(({ x, mean }) => ({ x, y: mean })),
  }));
  const legend = series.map(({ name, mark }) => `${mark} ${name}`).join("   ");
  return [`tasks solved    ${legend}`, ...textChart(series, `${unitText(unit)} spent`)];
}
