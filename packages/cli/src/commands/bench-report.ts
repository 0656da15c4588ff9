import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Experiment, NamedMilestone, Summary } from "@portolan/bench";
import { experimentFolder } from "../bench-report/experiment-folder.ts";
import { summaryJson } from "../bench-report/summary-json.ts";
import { unitOf } from "../bench-report/unit-flag.ts";
import { summaryLines } from "../bench-report/summary-lines.ts";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { printJson, printLines } from "../output/print.ts";
import { writeWhole } from "../output/write-whole.ts";

interface ReportFlags {
  html?: string;
  markdown?: string;
  csv?: string;
  parquet?: string;
  inspect?: string;
  milestone?: string[];
  unit?: string;
}

/** `portolan bench report`: what an experiment found, on the terminal and in the files that are asked for. */
export async function run({
  terminal,
  flags,
  json,
  quiet,
  arguments: given,
}: Invocation<ReportFlags>): Promise<number> {
  const { readExperiment, summarise } = await import("@portolan/bench");
  const milestones = (flags.milestone ?? []).map(milestoneOf);
  const folder = experimentFolder(given[0] as string, terminal.cwd);
  const experiment = readExperiment(folder);
  const summary = summarise(experiment, { milestones, unit: unitOf(flags.unit) });
  const files = await filesOf(flags, folder, experiment, summary);
  for (const { path, content, flag } of files) {
    const target = resolve(terminal.cwd, path);
    await writeWhole(target, content, flag);
  }
  if (json) {
    for (const line of summaryJson(summary)) printJson(terminal.stdout, line);
    for (const { path } of files) printJson(terminal.stdout, { type: "written", path });
    return 0;
  }
  printLines(terminal.stdout, summaryLines(summary, terminal.stdout));
  if (!quiet) for (const { path } of files) terminal.stderr.write(`Written: ${path}\n`);
  return 0;
}

interface ReportFile {
  path: string;
  content: string | Uint8Array;
  /** The option that asked for it. */
  flag: string;
}

async function filesOf(
  { html, markdown, csv, parquet, inspect }: ReportFlags,
  folder: string,
  experiment: Experiment,
  summary: Summary,
): Promise<ReportFile[]> {
  const bench = await import("@portolan/bench");
  return [
    ...asked(html, "--html", () => bench.htmlReport(summary)),
    ...asked(markdown, "--markdown", () => bench.markdownReport(summary)),
    ...asked(csv, "--csv", () => bench.csvReport(experiment)),
    ...asked(parquet, "--parquet", () => bench.parquetReport(experiment)),
    ...(inspect === undefined
      ? []
      : bench
          .inspectLogs(experiment, await madeAt(folder), (cell) => bench.readTurns(folder, cell))
          .map(({ fileName, log }) => ({
            path: join(inspect, fileName),
            flag: "--inspect",
            content: `${JSON.stringify(log, undefined, 2)}\n`,
          }))),
  ];
}

function asked(path: string | undefined, flag: string, content: () => string | Uint8Array): ReportFile[] {
  return path === undefined ? [] : [{ path, flag, content: content() }];
}

/** When the experiment was planned: the same for every export of it. */
async function madeAt(folder: string): Promise<Date> {
  return (await stat(join(folder, "experiment.json"))).mtime;
}

function milestoneOf(text: string): NamedMilestone {
  const at = text.indexOf("=");
  const tasks = text
    .slice(at + 1)
    .split(",")
    .map((task) => task.trim())
    .filter((task) => task !== "");
  if (at > 0 && tasks.length > 0) return { name: text.slice(0, at), tasks };
  throw wrongUsage(
    "A milestone is a name and the tasks that reach it.",
    text,
    "Write it as --milestone iron=iron-pickaxe,iron-axe.",
  );
}
