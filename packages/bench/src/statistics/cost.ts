import { bootstrap, type Interval, ratio } from "./bootstrap.ts";
import type { TaskResult } from "./task-result.ts";
import { type Unit, units } from "./unit.ts";

/** What the tasks of an arm cost. */
export interface Cost {
  evaluations: number;
  requests: number;
  tokens: number;
  costUsd: number;
  /** All that was spent, in vain too, by the tasks that succeeded; absent where none did, or where it was not spent. */
  perSuccess: Partial<Record<Unit, Interval>>;
  /** The most that one episode spent. */
  mostEvaluations: number;
}

/** What the results cost in all, and for each success. */
export function costOf(results: readonly TaskResult[]): Cost {
  const total = (unit: Unit): number => results.reduce((sum, result) => sum + result[unit], 0);
  const each = units.flatMap((unit) => {
    const terms = results.map((one) => ({
      task: one.task,
      seed: one.seed,
      terms: [one[unit], one.succeeded ? 1 : 0],
    }));
    const interval = total(unit) === 0 ? undefined : bootstrap(terms, ratio);
    return interval ? [[unit, interval] as const] : [];
  });
  return {
    evaluations: total("evaluations"),
    requests: total("requests"),
    tokens: total("tokens"),
    costUsd: total("costUsd"),
    perSuccess: Object.fromEntries(each),
    mostEvaluations: Math.max(0, ...results.flatMap(({ visits }) => visits.map((one) => one.evaluations))),
  };
}
