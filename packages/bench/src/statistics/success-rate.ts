import { exactInterval } from "@portolan/core";
import { bootstrap, type Interval, ratio } from "./bootstrap.ts";
import type { TaskResult } from "./task-result.ts";

/** How many of how many results are successes, with an interval of the share. */
export interface SuccessRate extends Interval {
  succeeded: number;
  of: number;
}

/**
 * The share of tasks that succeeded. Where all did or none, a bootstrap would be sure of it: there the bounds are those of
 * Clopper and Pearson for so many tasks.
 */
export function successRate(results: readonly TaskResult[]): SuccessRate {
  const succeeded = results.filter((one) => one.succeeded).length;
  const of = results.length;
  if (succeeded > 0 && succeeded < of) {
    const observations = results.map(({ task, seed, succeeded: yes }) => ({
      task,
      seed,
      terms: [yes ? 1 : 0, 1],
    }));
    return { succeeded, of, ...(bootstrap(observations, ratio) as Interval) };
  }
  const tasks = new Set(results.map(({ task }) => task)).size;
  const { lower, upper } = exactInterval(succeeded === 0 ? 0 : tasks, tasks);
  return { succeeded, of, estimate: of === 0 ? 0 : succeeded / of, lower, upper };
}
