import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import type { Experiment, Plan, TrialRecord } from "./trial-record.ts";

/**
 * An experiment as it lies in its folder; while it runs, what is on record so far.
 * @throws PortolanError `suite-invalid` where the folder holds none, `trace-invalid` for a broken record
 */
export function readExperiment(folder: string): Experiment {
  return { plan: readPlan(folder), trials: readTrials(join(folder, "trials.jsonl")) };
}

function readPlan(folder: string): Plan {
  const path = join(folder, "experiment.json");
  try {
    const plan = JSON.parse(readFileSync(path, "utf8")) as Plan;
    if (plan.format === 1 && Array.isArray(plan.arms)) return plan;
  } catch (cause) {
    throw notThere(path, cause);
  }
  throw notThere(path);
}

/** Without a last line that was torn. */
function readTrials(path: string): TrialRecord[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as TrialRecord;
    } catch (cause) {
      throw new PortolanError("trace-invalid", `${path}:${index + 1} is not the record of a trial.`, {
        value: line,
        cause,
        next: "Move the file away and give the command that ran the experiment again.",
      });
    }
  });
}

function notThere(path: string, cause?: unknown): PortolanError {
  return new PortolanError("suite-invalid", `There is no experiment in that folder: ${path} holds no plan.`, {
    value: path,
    cause,
    next: "Name the folder of an experiment, such as .portolan/bench/1a2b3c4d5e6f.",
  });
}
