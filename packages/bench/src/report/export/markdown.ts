import { unitText } from "../../statistics/unit.ts";
import { armLegend, armRows, armTitles, suiteNotes } from "../arm-table.ts";
import { figureNotes } from "../figure-notes.ts";
import { armLabel, renamedArms } from "../partial-arms.ts";
import type { SuiteSummary, Summary } from "../summary.ts";
import {
  codersText,
  numberText,
  pointsText,
  progressText,
  pValueText,
  shareText,
  verdictOf,
} from "../wording.ts";

/** The report as Markdown: findings first, then the tables of each suite. */
export function markdownReport(summary: Summary): string {
  const { plan, coders, progress, suites } = summary;
  const unfinished = progressText(progress);
  const budget = Object.entries(plan.budget).map(([unit, value]) => `${numberText(value)} ${unit}`);
  const { portolan, node, harness, ranking } = plan.versions;
  const verdicts = suites.flatMap(({ suite, contrasts }) =>
    contrasts.map((one) => `- ${suites.length > 1 ? `**${plain(suite)}**: ` : ""}${plain(verdictOf(one))}`),
  );
  return [
    `# Experiment ${plan.id}`,
    "",
    `${plan.arms.length} arms, ${plan.seeds.length} ${plan.seeds.length === 1 ? "seed" : "seeds"}; at most ${budget.join(" and ")} for each task.`,
    ...(unfinished === undefined ? [] : ["", `**${unfinished}**`]),
    ...(verdicts.length > 0 ? ["", ...verdicts] : []),
    ...suites.flatMap((suite) => section(suite, summary)),
    "",
    `Portolan ${portolan}, Node ${node}, ${plain(codersText(coders))}, harness ${harness}${ranking === undefined ? "" : `, ranking ${plain(ranking)}`}.`,
    "Intervals are 95 %, by a bootstrap over tasks and seeds; p-values are exact, over tasks, and corrected by Holm's procedure.",
    "",
  ].join("\n");
}

function section(suite: SuiteSummary, summary: Summary): string[] {
  const { plan } = summary;
  if (suite.arms.length === 0) return ["", `## ${plain(suite.suite)}`, "", "No trial has ended yet."];
  const notes = [...suiteNotes(suite, plan), ...figureNotes(suite)].map((note) => `- ${plain(note)}`);
  const marked = renamedArms(suite, plan.arms, armLabel).suite;
  return [
    "",
    `## ${plain(suite.suite)}, ${numberText(suite.tasks)} tasks`,
    "",
    ...markdownTable(armTitles(suite), armRows(suite)),
    "",
    plain(armLegend(summary)),
    ...(notes.length > 0 ? ["", ...notes] : []),
    ...levelTable(marked),
    ...milestoneTable(marked),
    ...flipTable(suite),
  ];
}

function levelTable({ arms }: SuiteSummary): string[] {
  const levels = [...new Set(arms.flatMap((one) => one.levels.map(({ level }) => level)))];
  if (levels.length < 2) return [];
  const rows = levels.map((level) => [
    String(level ?? "–"),
    ...arms.map((one) => {
      const rate = one.levels.find((own) => own.level === level)?.rate;
      return rate ? `${shareText(rate.estimate)} (${rate.succeeded}/${rate.of})` : "–";
    }),
  ]);
  return ["", "### By level", "", ...markdownTable(["level", ...arms.map(({ arm }) => arm)], rows)];
}

function milestoneTable({ milestones, unit }: SuiteSummary): string[] {
  if (milestones.length === 0) return [];
  const rows = milestones.map(({ milestone, arm, reached, of, median, pValue }) => [
    milestone,
    arm,
    `${reached} of ${of}`,
    median === undefined ? "–" : numberText(median),
    pValue === undefined ? "–" : pValueText(pValue),
  ]);
  return [
    "",
    "### Milestones",
    "",
    ...markdownTable(["milestone", "arm", "reached", `median ${unitText(unit)}`, "log-rank p"], rows),
  ];
}

function flipTable({ contrasts }: SuiteSummary): string[] {
  return contrasts.flatMap(({ first, second, flips, total }) => {
    if (flips.length === 0) return [];
    const shown = flips
      .slice(0, 20)
      .map((one) => [one.task, String(one.first), String(one.second), String(one.seeds)]);
    return [
      "",
      `### Tasks that depend on ${plain(second)} against ${plain(first)}`,
      "",
      `${pointsText(total.difference)}; better on ${total.tasksForSecond} tasks, worse on ${total.tasksForFirst}.${flips.length > 20 ? ` The widest 20 of ${flips.length}:` : ""}`,
      "",
      ...markdownTable(["task", first, second, "seeds"], shown),
    ];
  });
}

/** A table whose cells are plain text; all columns but the first stand right. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const rule = `| ${head.map((_, i) => (i === 0 ? ":--" : "--:")).join(" | ")} |`;
  return [tableLine(head), rule, ...rows.map(tableLine)];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map(plain).join(" | ")} |`;
}

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}
