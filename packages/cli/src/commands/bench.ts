import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cellName, cellsOf, compare, type FailedCell, type Plan, runExperiment } from "@portolan/bench";
import { PortolanError } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { reportError } from "../command-line/report-error.ts";
import { count, duration } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { withExperimentDisplay } from "../progress/experiment-display.ts";
import { cellTitle } from "../progress/experiment-progress.ts";
import { runOnQueue } from "../queue/run-on-queue.ts";
import { benchYard } from "../voyage/bench-yard.ts";
import { type ArmPair, comparisonJson } from "../voyage/comparison-json.ts";
import { comparisonLines } from "../voyage/comparison-lines.ts";
import { cellJson, comparablePairs, experimentLines } from "../voyage/experiment-lines.ts";
import { type PlanFlags, planExperiment, requireOwnFolder, workersOf } from "../voyage/plan-experiment.ts";
import { openWorkshop } from "../wire.ts";

/** What `portolan bench run` takes besides settings. */
export interface BenchFlags extends PlanFlags {
  workers?: string;
  queue?: string;
  out?: string;
}

/** `portolan bench run`: every arm on every suite with every seed at one budget, and what the differences come to. */
export async function run(invocation: Invocation<BenchFlags>): Promise<number> {
  const { terminal, flags, json } = invocation;
  const config = invocation.config.values;
  const startedMs = performance.now();
  const workers = workersOf(flags.workers);
  await using workshop = await openWorkshop(config);
  const plan = await planExperiment(flags, config, { cwd: terminal.cwd, workshop });
  const { root, report } = placesOf(flags.out, terminal.cwd, plan);
  requireOwnFolder(root, plan);
  const parts = await benchYard(workshop, config);
  const { queue } = flags;
  const { trials, failed } = await withExperimentDisplay(invocation, plan, ({ watch, say }, signal) =>
    queue === undefined
      ? runExperiment(plan, { root, parts, workers, watch, signal })
      : runOnQueue(plan, { url: queue, root, watch, say, signal }),
  );
  const experiment = { plan, trials };
  const pairs = comparablePairs(experiment);
  if (report !== undefined) await writeReport(report, pairs);
  if (json) {
    const errors = new Map(failed.map(({ cell, error }) => [cellName(cell), messageOf(error)]));
    for (const cell of cellsOf(plan))
      printJson(terminal.stdout, cellJson(cell, trials, errors.get(cellName(cell))));
    for (const pair of pairs) printJson(terminal.stdout, comparisonJson(pair));
    const { id } = plan;
    const end = { trials: trials.length, failed: failed.length, folder: root };
    printJson(terminal.stdout, { type: "experiment", id, ...end });
  } else {
    const compared = plan.suites.length === 1 && plan.arms.length === 2 ? pairs[0] : undefined;
    const lines = compared
      ? comparisonLines(compared, terminal.stdout)
      : experimentLines(experiment, terminal.stdout);
    const took = duration(performance.now() - startedMs);
    printLines(terminal.stdout, [...lines, "", `It took ${took}. Libraries, traces and records: ${root}`]);
  }
  return tellFailed(invocation, failed);
}

/** The folder of the experiment, and the file of a report where `--out` names one. */
function placesOf(out: string | undefined, cwd: string, { id }: Plan): { root: string; report?: string } {
  const usual = join(cwd, ".portolan", "bench", id);
  if (out === undefined) return { root: usual };
  return out.endsWith(".json") ? { root: usual, report: resolve(cwd, out) } : { root: resolve(cwd, out) };
}

async function writeReport(path: string, [pair]: readonly ArmPair[]): Promise<void> {
  const report = pair && { comparison: compare(pair.withLibrary, pair.without), ...pair };
  try {
    if (!report) throw new Error("a file holds the arms library and none, with one seed");
    await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
  } catch (cause) {
    throw new PortolanError(
      "store-unwritable",
      `The report ${path} cannot be written: ${messageOf(cause)}.`,
      {
        value: path,
        cause,
        next: "Name another file, or a folder, with --out; the same command gives the report without running again.",
      },
    );
  }
}

/** Says which cells failed and why; the others are whole. */
function tellFailed({ terminal, json }: Invocation, failed: readonly FailedCell[]): number {
  let code = 0;
  for (const { cell, error } of failed) {
    if (!json) terminal.stderr.write(`The cell ${cellTitle(cell)} did not come to its end:\n`);
    code = Math.max(code, reportError(error, terminal, json));
  }
  if (failed.length > 0 && !json) {
    terminal.stderr.write(
      `${count(failed.length, "cell")} failed; the same command tries ${failed.length === 1 ? "it" : "them"} again.\n`,
    );
  }
  return code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
