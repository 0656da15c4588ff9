import { join, resolve } from "node:path";
import { cellName, cellsOf, compare, type FailedCell, type Plan, runExperiment } from "@portolan/bench";
import type { Invocation } from "../command-line/declaration.ts";
import { reportError } from "../command-line/report-error.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count, duration } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { writeWhole } from "../output/write-whole.ts";
import { withExperimentDisplay } from "../progress/experiment-display.ts";
import { cellTitle } from "../progress/experiment-progress.ts";
import { runOnQueue } from "../queue/run-on-queue.ts";
import { benchYard } from "../voyage/bench-yard.ts";
import { type ArmPair, comparisonJson } from "../voyage/comparison-json.ts";
import { comparisonLines } from "../voyage/comparison-lines.ts";
import { cellJson, comparablePairs, experimentLines, loadBearingLines } from "../voyage/experiment-lines.ts";
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
  if (report !== undefined) requireOnePair(report, plan);
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
  const [only] = pairs;
  // Without a pair a cell has failed, which is told below.
  if (report !== undefined && only) await writeReport(report, only);
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
      ? [...comparisonLines(compared, terminal.stdout), ...loadBearingLines(experiment)]
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

/** A file holds one comparison; what gives none, or several, is refused before it runs. */
function requireOnePair(path: string, { suites, arms, seeds }: Plan): void {
  const isPair = ["library", "none"].every((arm) => arms.includes(arm));
  if (isPair && suites.length === 1 && seeds.length === 1) return;
  throw wrongUsage(
    "A file holds the comparison of the arms library and none, on one suite with one seed.",
    path,
    "Name a folder with --out; `portolan bench report` and `bench compare` say what is in it.",
  );
}

async function writeReport(path: string, pair: ArmPair): Promise<void> {
  const report = { comparison: compare(pair.withLibrary, pair.without), ...pair };
  await writeWhole(path, `${JSON.stringify(report, undefined, 2)}\n`, "--out");
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
