import { type TaskResult, taskResults } from "../statistics/task-result.ts";
import { sampleExperiment } from "./sample-experiment.ts";
import type { TrialRecord } from "../runner/trial-record.ts";

/** A trial with what a test says of it. */
export function trial(fields: Partial<TrialRecord> = {}): TrialRecord {
  const [first] = sampleExperiment({ seeds: 1, trials: 1 }).trials as [TrialRecord];
  return { ...first, ...fields };
}

/** The result of a task that was tried once. */
export function result(fields: Partial<TrialRecord> = {}): TaskResult {
  return taskResults([trial(fields)])[0] as TaskResult;
}
