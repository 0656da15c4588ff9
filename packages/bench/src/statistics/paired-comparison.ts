import { exactInterval, mixtureEvidence } from "@portolan/core";
import { median } from "d3-array";
import { bootstrap, type Interval, ratio } from "./bootstrap.ts";
import { signFlipTest } from "./sign-flip.ts";
import { effortOf, type TaskResult } from "./task-result.ts";

/** Two arms on the same tasks with the same seeds. */
export interface ArmComparison {
  tasks: number;
  seeds: number;
  /** Pairs of a task and a seed; those that only one arm has are left out. */
  pairs: number;
  first: number;
  second: number;
  /** Success rate of the second arm less that of the first, over the pairs. */
  difference: Interval;
  /** Tasks on which the first arm succeeded with more seeds, and those on which the second did. */
  tasksForFirst: number;
  tasksForSecond: number;
  /** Exact sign-flip test over tasks, each with all of its seeds; with one seed it is McNemar's exact test. */
  pValue: number;
  /** The same over seeds, each with all of its tasks; absent below six seeds, where it cannot fall below 0.05. */
  pValueOverSeeds?: number;
  /** E-value that one arm is better, over the tasks that decide with the first seed; valid however often one looks. */
  eValue: number;
  /** Effort of the second arm for one unit of the first, over the pairs, what was spent in vain included. */
  costRatio?: Interval;
  /** What success took where both arms had it: with a library from elsewhere, what that is worth on what one can do anyway. */
  onBoth?: BothSucceeded;
}

/** The pairs on which both arms succeeded. */
export interface BothSucceeded {
  pairs: number;
  /** Median of the effort of each arm. */
  firstMedian: number;
  secondMedian: number;
  /** Effort of the second arm for one unit of the first. */
  costRatio: Interval;
}

/** A task whose result depends on the arm. */
export interface Flip {
  task: string;
  seeds: number;
  /** With how many of the seeds each arm succeeded. */
  first: number;
  second: number;
}

/** Compares two arms on one suite, over the pairs that both have. */
export function comparePaired(first: readonly TaskResult[], second: readonly TaskResult[]): ArmComparison {
  const pairs = pairsOf(first, second);
  const overTasks = netBy(pairs, ({ a }) => a.task);
  const overSeeds = netBy(pairs, ({ a }) => a.seed);
  const observe = (terms: (pair: Pair) => number[]) =>
    pairs.map((pair) => ({ task: pair.a.task, seed: pair.a.seed, terms: terms(pair) }));
  const costRatio = bootstrap(
    observe(({ a, b }) => [effortOf(b), effortOf(a)]),
    ratio,
  );
  return {
    tasks: overTasks.length,
    seeds: overSeeds.length,
    pairs: pairs.length,
    first: pairs.filter(({ a }) => a.succeeded).length,
    second: pairs.filter(({ b }) => b.succeeded).length,
    difference: differenceOf(pairs, overTasks.length),
    tasksForFirst: overTasks.filter((difference) => difference < 0).length,
    tasksForSecond: overTasks.filter((difference) => difference > 0).length,
    pValue: signFlipTest(overTasks),
    ...(overSeeds.length < 6 ? {} : { pValueOverSeeds: signFlipTest(overSeeds) }),
    eValue: eValueOf(pairs),
    ...(costRatio ? { costRatio } : {}),
    ...onBothOf(pairs),
  };
}

/** The tasks on which the arms differ, the widest difference first. */
export function flips(first: readonly TaskResult[], second: readonly TaskResult[]): Flip[] {
  return [...Map.groupBy(pairsOf(first, second), ({ a }) => a.task)]
    .map(([task, pairs]) => ({
      task,
      seeds: pairs.length,
      first: pairs.filter(({ a }) => a.succeeded).length,
      second: pairs.filter(({ b }) => b.succeeded).length,
    }))
    .filter((flip) => flip.first !== flip.second)
    .toSorted((x, y) => Math.abs(y.second - y.first) - Math.abs(x.second - x.first));
}

interface Pair {
  a: TaskResult;
  b: TaskResult;
}

function onBothOf(pairs: readonly Pair[]): Pick<ArmComparison, "onBoth"> {
  const both = pairs.filter(({ a, b }) => a.succeeded && b.succeeded);
  const costRatio = bootstrap(
    both.map(({ a, b }) => ({ task: a.task, seed: a.seed, terms: [effortOf(b), effortOf(a)] })),
    ratio,
  );
  const [firstMedian, secondMedian] = [
    median(both, ({ a }) => effortOf(a)),
    median(both, ({ b }) => effortOf(b)),
  ];
  if (!costRatio || firstMedian === undefined || secondMedian === undefined) return {};
  return { onBoth: { pairs: both.length, firstMedian, secondMedian, costRatio } };
}

/** Where every pair says the same a bootstrap would be sure of it: there the bounds are Clopper and Pearson's for so many tasks. */
function differenceOf(pairs: readonly Pair[], tasks: number): Interval {
  if (pairs.length === 0) return { estimate: 0, lower: -1, upper: 1 };
  const nets = pairs.map(net);
  const [least, most] = [Math.min(...nets), Math.max(...nets)];
  if (least === most) {
    const slack = exactInterval(0, tasks).upper;
    return { estimate: least, lower: Math.max(-1, least - slack), upper: Math.min(1, least + slack) };
  }
  const observations = pairs.map((pair) => ({ task: pair.a.task, seed: pair.a.seed, terms: [net(pair), 1] }));
  return bootstrap(observations, ratio) as Interval;
}

function pairsOf(first: readonly TaskResult[], second: readonly TaskResult[]): Pair[] {
  const others = new Map(second.map((one) => [key(one), one]));
  return first.flatMap((a) => {
    const b = others.get(key(a));
    return b ? [{ a, b }] : [];
  });
}

function key({ task, seed }: TaskResult): string {
  return `${seed} ${task}`;
}

function net({ a, b }: Pair): number {
  return (b.succeeded ? 1 : 0) - (a.succeeded ? 1 : 0);
}

/** The sum of differences for each unit. */
function netBy(pairs: readonly Pair[], unit: (pair: Pair) => string | number): number[] {
  return [...Map.groupBy(pairs, unit).values()].map((ofUnit) =>
    ofUnit.reduce((sum, pair) => sum + net(pair), 0),
  );
}

/** Each task counts once: with another seed it is no independent sign. */
function eValueOf(pairs: readonly Pair[]): number {
  const once = [...Map.groupBy(pairs, ({ a }) => a.task).values()].map((ofTask) => net(ofTask[0] as Pair));
  const better = once.filter((difference) => difference > 0).length;
  const worse = once.filter((difference) => difference < 0).length;
  return (mixtureEvidence(better, worse) + mixtureEvidence(worse, better)) / 2;
}
