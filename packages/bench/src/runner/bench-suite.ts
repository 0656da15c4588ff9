import {
  digestOf,
  type GoalOf,
  PortolanError,
  type SequentialSettings,
  type Suite,
  type World,
} from "@portolan/core";
import type { PlannedSuite } from "./trial-record.ts";

/** A suite as the runner takes it: its tasks and, where they are in a world, how to make one. */
export interface BenchSuite {
  suite: Suite;
  /**
   * Makes a world of its own for each cell.
   * @param series where worlds are to differ between repetitions: the seed of the cell
   */
  world?: (series?: number) => World;
  /** When its tasks are done. */
  goalOf?: GoalOf;
  /** What the gate asks of runs in the world; the standard when absent. */
  runs?: Partial<SequentialSettings>;
  /** Calls of tools and skills that the text of a program may have; 6 when absent. */
  calls?: number;
}

/** Its first tasks. */
export function firstTasks(suite: Suite, limit: number | undefined): Suite {
  if (limit === undefined || limit >= suite.tasks.length) return suite;
  const tasks = suite.tasks.slice(0, limit);
  return { ...suite, tasks, digest: digestOf(tasks) };
}

/**
 * The suite of a plan, as it was when that was made.
 * @throws PortolanError `suite-invalid` where it is another one by now
 */
export function asPlanned(loaded: BenchSuite, planned: PlannedSuite): BenchSuite {
  const suite = firstTasks(loaded.suite, planned.tasks);
  if (suite.digest === planned.digest) return { ...loaded, suite: { ...suite, name: planned.name } };
  throw new PortolanError("suite-invalid", `The suite ${planned.name} is not the one that was planned.`, {
    value: planned.source ?? planned.name,
    next: "Start the experiment again: another suite is another experiment.",
  });
}
