import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { readTrials } from "./trial-file.ts";
import type { Experiment, Plan } from "./trial-record.ts";

/**
 * An experiment as it lies in its folder; while it runs, what is on record so far.
 * @throws PortolanError `suite-invalid` where the folder holds none, `trace-invalid` for a broken record
 */
export function readExperiment(folder: string): Experiment {
  return { plan: readPlan(folder), trials: readTrials(join(folder, "trials.jsonl")) };
}

/** The plan in the folder of an experiment. */
export function readPlan(folder: string): Plan {
  const path = join(folder, "experiment.json");
  try {
    const plan = JSON.parse(readFileSync(path, "utf8")) as Plan;
    if (plan.format === 1 && Array.isArray(plan.arms)) return plan;
  } catch (cause) {
    throw notThere(path, cause);
  }
  throw notThere(path);
}

function notThere(path: string, cause?: unknown): PortolanError {
  return new PortolanError("suite-invalid", `There is no experiment in that folder: ${path} holds no plan.`, {
    value: path,
    cause,
    next: "Name the folder that `portolan bench run` told, such as .portolan/bench/1a2b3c4d5e6f.",
  });
}
