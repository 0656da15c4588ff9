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
  const summed = summing(observations);
  const estimate = statistic(summed.sums(ones(summed.tasks), ones(summed.seeds)));
  if (estimate === undefined) return undefined;
  const next = random("bootstrap");
  const values: number[] = [];
  for (let drawn = 0; drawn < (options.resamples ?? resamples); drawn++) {
    const ofTasks = draw(summed.tasks, next);
    const ofSeeds = summed.seeds > 1 ? draw(summed.seeds, next) : ones(1);
    const value = statistic(summed.sums(ofTasks, ofSeeds));
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

/** Sums of the terms, weighted by task and by seed; in flat arrays, since it is done thousands of times. */
function summing(observations: readonly Observation[]) {
  const tasks = indexOf(observations.map(({ task }) => task));
  const seeds = indexOf(observations.map(({ seed }) => seed));
  const width = observations[0]?.terms.length ?? 0;
  const terms = Float64Array.from(observations.flatMap((one) => one.terms));
  const taskOf = Uint32Array.from(observations, ({ task }) => tasks.get(task) as number);
  const seedOf = Uint32Array.from(observations, ({ seed }) => seeds.get(seed) as number);
  const sums = (ofTasks: Uint32Array, ofSeeds: Uint32Array): number[] => {
    const total = Array.from({ length: width }, () => 0);
    for (let i = 0; i < taskOf.length; i++) {
      const times = (ofTasks[taskOf[i] as number] as number) * (ofSeeds[seedOf[i] as number] as number);
      if (times === 0) continue;
      for (let k = 0; k < width; k++)
        total[k] = (total[k] as number) + times * (terms[i * width + k] as number);
    }
    return total;
  };
  return { tasks: tasks.size, seeds: seeds.size, sums };
}

/** How often each of so many was drawn, in as many draws with replacement. */
function draw(size: number, next: () => number): Uint32Array {
  const times = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const chosen = Math.floor(next() * size);
    times[chosen] = (times[chosen] as number) + 1;
  }
  return times;
}

function ones(size: number): Uint32Array {
  return new Uint32Array(size).fill(1);
}

function indexOf<T>(values: readonly T[]): Map<T, number> {
  return new Map([...new Set(values)].map((value, i) => [value, i]));
}
