import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { type Cell, cellsOf } from "./plan.ts";
import { type CellRun, type CellWatch, runCell, trialPath } from "./run-cell.ts";
import { readTrials, TrialFile, writeTrials, writeWhole } from "./trial-file.ts";
import type { Plan, TrialRecord } from "./trial-record.ts";

/** A cell that did not come to its end, and why. */
export interface FailedCell {
  cell: Cell;
  error: unknown;
}

/** Who looks on while an experiment runs. */
export interface ExperimentWatch extends CellWatch {
  onCellStart?(cell: Cell): void;
  /** A cell is over, by its end or by an error. */
  onCellEnd?(cell: Cell, error?: unknown): void;
}

/** What came of an experiment. */
export interface ExperimentEnd {
  /** In the order of the plan. */
  trials: TrialRecord[];
  failed: FailedCell[];
}

/**
 * Runs the cells of a plan, so many at a time, and keeps their records in `trials.jsonl`. The same plan in the same folder goes on
 * where it was stopped, even by a kill, and ends with the same records. A cell that fails stops no other one.
 * @param options.workers cells at a time
 * @throws PortolanError `interrupted` when the signal aborts; what is done is kept
 */
export async function runExperiment(
  plan: Plan,
  options: Omit<CellRun, "plan" | "cell"> & { workers: number; watch?: ExperimentWatch },
): Promise<ExperimentEnd> {
  const { root, workers, watch, signal } = options;
  const cells = cellsOf(plan);
  const path = join(root, "trials.jsonl");
  const past = gatherTrials(root, plan);
  writePlan(root, plan);
  writeTrials(path, past);
  using whole = new TrialFile(path, plan.id);
  const failed: FailedCell[] = [];
  const seen: ExperimentWatch = {
    ...watch,
    onTrial: (cell, trial, earlier) => {
      if (!earlier) whole.append(trial);
      watch?.onTrial?.(cell, trial, earlier);
    },
  };
  const waiting = cells.values();
  const work = async (): Promise<void> => {
    for (const cell of waiting) {
      if (signal?.aborted) return;
      watch?.onCellStart?.(cell);
      const error = await runCell({ ...options, plan, cell, watch: seen }).then(
        () => undefined,
        (thrown: unknown) => thrown ?? new Error("nothing was thrown"),
      );
      if (error !== undefined && !signal?.aborted) failed.push({ cell, error });
      watch?.onCellEnd?.(cell, error);
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, workers), cells.length) }, work));
  if (signal?.aborted) throw interrupted(root);
  return endExperiment(root, plan, failed);
}

/**
 * Writes the plan into the folder of its experiment; one that goes on leaves it as it is, for its time tells when that was planned.
 * @throws PortolanError `store-unwritable`
 */
export function writePlan(root: string, plan: Plan): void {
  const path = join(root, "experiment.json");
  const text = `${JSON.stringify(plan, undefined, 2)}\n`;
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeWhole(path, text);
}

/** Writes all records in the order of the plan. */
export function endExperiment(root: string, plan: Plan, failed: FailedCell[]): ExperimentEnd {
  const trials = gatherTrials(root, plan);
  writeTrials(join(root, "trials.jsonl"), trials);
  return { trials, failed };
}

/** The records of all cells so far, in the order of the plan. */
function gatherTrials(root: string, plan: Plan): TrialRecord[] {
  return cellsOf(plan).flatMap((cell) => readTrials(trialPath(root, cell), plan.id));
}

function interrupted(root: string): PortolanError {
  return new PortolanError("interrupted", "Stopped; what is done is kept.", {
    value: root,
    next: "Run the same command again: it goes on where it stopped.",
  });
}
