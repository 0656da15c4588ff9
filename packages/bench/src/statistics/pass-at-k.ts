import { exactInterval } from "@portolan/core";
import { bootstrap, type Interval, ratio } from "./bootstrap.ts";
import type { TaskResult } from "./task-result.ts";

/** What k tries of a task give, over all tasks. */
export interface PassAtK {
  k: number;
  /** The chance that at least one of k tries succeeds. */
  any: Interval;
  /** The chance that all k tries succeed, written pass^k. */
  all: Interval;
}

/** pass@k of a task of which `right` of `tries` succeeded, without bias: 1 - C(tries - right, k) / C(tries, k) (Chen et al. 2021). */
export function passAtK(tries: number, right: number, k: number): number {
  return 1 - drawnAll(tries, tries - right, k);
}

/** pass^k of the same: C(right, k) / C(tries, k), without bias (Yao et al. 2024). */
export function passHatK(tries: number, right: number, k: number): number {
  return drawnAll(tries, right, k);
}

/**
 * pass@k and pass^k for every k up to the number of seeds. A try is a seed; intervals are over tasks, since a seed drawn twice
 * would be no second try. Tasks with fewer tries than the others are left out.
 */
export function passCurve(results: readonly TaskResult[]): PassAtK[] {
  const tasks = [...Map.groupBy(results, ({ task }) => task)].map(([task, tries]) => ({
    task,
    tries: tries.length,
    right: tries.filter(({ succeeded }) => succeeded).length,
  }));
  const tries = Math.max(0, ...tasks.map((one) => one.tries));
  const whole = tasks.filter((one) => one.tries === tries);
  const over = (value: (right: number) => number): Interval => {
    const observations = whole.map(({ task, right }) => ({ task, seed: 0, terms: [value(right), 1] }));
    const drawn = bootstrap(observations, ratio) as Interval;
    if (drawn.estimate > 0 && drawn.estimate < 1) return drawn;
    // Where all tasks are alike a bootstrap would be sure of it.
    const { lower, upper } = exactInterval(drawn.estimate * whole.length, whole.length);
    return { ...drawn, lower, upper };
  };
  return Array.from({ length: tries }, (_, i) => ({
    k: i + 1,
    any: over((right) => passAtK(tries, right, i + 1)),
    all: over((right) => passHatK(tries, right, i + 1)),
  }));
}

/** The chance that k of `size` drawn without replacement are all among `kind`. */
function drawnAll(size: number, kind: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k; i++) chance *= Math.max(0, kind - i) / (size - i);
  return chance;
}
