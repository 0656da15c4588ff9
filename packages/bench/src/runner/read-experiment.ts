import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { z } from "zod";
import { readTrials } from "./trial-file.ts";
import type { Experiment, Plan } from "./trial-record.ts";

/**
 * An experiment as it lies in its folder; while it runs, what is on record so far.
 * @throws PortolanError `suite-invalid` where the folder holds none, `trace-invalid` for a broken record
 */
export function readExperiment(folder: string): Experiment {
  const plan = readPlan(folder);
  return { plan, trials: readTrials(join(folder, "trials.jsonl"), plan.id) };
}

/** What makes a file a plan; the rest of it is as its writer left it. */
const header = z.object({
  format: z.literal(1),
  id: z.string(),
  suites: z.array(z.object({ name: z.string(), digest: z.string(), tasks: z.number() })).min(1),
  arms: z.array(z.string()).min(1),
  seeds: z.array(z.number()).min(1),
  budget: z.object({}),
  settings: z.object({}),
  versions: z.object({ coder: z.string() }),
});

/** The plan in the folder of an experiment. */
export function readPlan(folder: string): Plan {
  const path = join(folder, "experiment.json");
  try {
    const plan = JSON.parse(readFileSync(path, "utf8")) as Plan;
    header.parse(plan);
    return plan;
  } catch (cause) {
    throw notThere(path, cause);
  }
}

function notThere(path: string, cause: unknown): PortolanError {
  return new PortolanError("suite-invalid", `There is no experiment in that folder: ${path} holds no plan.`, {
    value: path,
    cause,
    next: "Name the folder that `portolan bench run` told, such as .portolan/bench/1a2b3c4d5e6f.",
  });
}
