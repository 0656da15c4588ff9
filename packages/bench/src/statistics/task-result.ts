import type { TrialRecord } from "../runner/trial-record.ts";
import { type Unit, usualUnit } from "./unit.ts";

/** What came of one task in one cell, all its visits together. */
export interface TaskResult {
  suite: string;
  arm: string;
  seed: number;
  task: string;
  level?: number;
  /** Some visit succeeded. */
  succeeded: boolean;
  /** What effort is measured in, here and in all that is compared with it. */
  unit: Unit;
  /** What all visits spent. */
  evaluations: number;
  attempts: number;
  requests: number;
  tokens: number;
  costUsd: number;
  /** In the order of the cell; at least one. */
  visits: TrialRecord[];
}

/**
 * The results of tasks in their cells, each cell in its own order.
 * @param unit what effort is measured in; what tells that of these trials when absent
 */
export function taskResults(trials: readonly TrialRecord[], unit: Unit = usualUnit(trials)): TaskResult[] {
  const byKey = Map.groupBy(trials, ({ suite, arm, seed, task }) => JSON.stringify([suite, arm, seed, task]));
  return [...byKey.values()].map((visits) =>
    resultOf(
      visits.toSorted((a, b) => a.position - b.position),
      unit,
    ),
  );
}

/** What a task took, by its unit. */
export function effortOf(result: TaskResult): number {
  return result[result.unit];
}

function resultOf(visits: TrialRecord[], unit: Unit): TaskResult {
  const { suite, arm, seed, task, level } = visits[0] as TrialRecord;
  const sum = (of: (trial: TrialRecord) => number | undefined): number =>
    visits.reduce((total, trial) => total + (of(trial) ?? 0), 0);
  return {
    suite,
    arm,
    seed,
    task,
    ...(level === undefined ? {} : { level }),
    succeeded: visits.some(({ succeeded }) => succeeded),
    unit,
    evaluations: sum(({ evaluations }) => evaluations),
    attempts: sum(({ attempts }) => attempts),
    requests: sum(({ requests }) => requests),
    tokens: sum(({ tokens }) => tokens),
    costUsd: sum(({ costUsd }) => costUsd),
    visits,
  };
}
