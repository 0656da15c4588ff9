import { quantileSorted } from "d3-array";
import { random } from "../suites/inputs.ts";

/** An estimate with the bounds of its 95 % interval. */
export interface Interval {
  estimate: number;
  lower: number;
  upper: number;
}

/** What one task gave with one seed: the terms of a statistic. */
export interface Observation {
  task: string;
  seed: number;
  terms: readonly number[];
}

/** How often it is drawn anew. */
const resamples = 2000;

/**
 * The percentile interval of a statistic of summed terms, such as a ratio of two sums, by a seeded bootstrap.
 *
 * Neither the seeds of a task nor the tasks of a seed are independent: a task is as hard with every seed, and along a seed a
 * library grows. So both are drawn with replacement, each by itself, and an observation counts as often as its task and its seed
 * were drawn together (the pigeonhole bootstrap of Owen 2007, which errs to the wide side). With one seed the tasks alone are
 * drawn, and the interval says nothing of other seeds.
 * @param statistic gets the sums of the terms; undefined where it has no value, as a ratio to nothing
 * @returns undefined where the statistic has no value
 */
export function bootstrap(
  observations: readonly Observation[],
  statistic: (sums: readonly number[]) => number | undefined,
  options: { resamples?: number; confidence?: number } = {},
): Interval | undefined {
  const estimate = statistic(sumsOf(observations, () => 1));
  if (estimate === undefined) return undefined;
  const tasks = indexOf(observations.map(({ task }) => task));
  const seeds = indexOf(observations.map(({ seed }) => seed));
  const places = observations.map((one) => [tasks.get(one.task), seeds.get(one.seed)] as [number, number]);
  const next = random("bootstrap");
  const values: number[] = [];
  for (let drawn = 0; drawn < (options.resamples ?? resamples); drawn++) {
    const ofTasks = draw(tasks.size, next);
    const ofSeeds = seeds.size > 1 ? draw(seeds.size, next) : [1];
    const value = statistic(
      sumsOf(observations, (i) => {
        const [task, seed] = places[i] as [number, number];
        return (ofTasks[task] as number) * (ofSeeds[seed] as number);
      }),
    );
    if (value !== undefined) values.push(value);
  }
  values.sort((a, b) => a - b);
  const tail = (1 - (options.confidence ?? 0.95)) / 2;
  const bound = (share: number): number => quantileSorted(values, share) ?? estimate;
  return { estimate, lower: bound(tail), upper: bound(1 - tail) };
}

/** One sum by another; undefined where there is nothing to divide by. */
export function ratio(sums: readonly number[]): number | undefined {
  const [part, whole] = sums as [number, number];
  return whole > 0 ? part / whole : undefined;
}

function sumsOf(observations: readonly Observation[], weight: (index: number) => number): number[] {
  const sums = Array.from({ length: observations[0]?.terms.length ?? 0 }, () => 0);
  for (const [i, { terms }] of observations.entries()) {
    const times = weight(i);
    if (times === 0) continue;
    for (let k = 0; k < terms.length; k++) sums[k] = (sums[k] as number) + times * (terms[k] as number);
  }
  return sums;
}

/** How often each of so many was drawn, in as many draws with replacement. */
function draw(size: number, next: () => number): number[] {
  const times = Array.from({ length: size }, () => 0);
  for (let i = 0; i < size; i++) {
    const chosen = Math.floor(next() * size);
    times[chosen] = (times[chosen] as number) + 1;
  }
  return times;
}

function indexOf<T>(values: readonly T[]): Map<T, number> {
  return new Map([...new Set(values)].map((value, i) => [value, i]));
}
