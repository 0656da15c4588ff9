import { PortolanError } from "@portolan/core";
import type { Experiment } from "../runner/trial-record.ts";
import { taskResults } from "../statistics/task-result.ts";
import { type Unit, usualUnit } from "../statistics/unit.ts";
import { type Contrast, contrastsOf, type Sides } from "./contrast.ts";
import { armDifferences, type Difference } from "./differences.ts";
import { type Progress, progressOf } from "./progress.ts";

/** Arms against arms, of one experiment or two. */
export interface ExperimentComparison {
  contrasts: Contrast[];
  /** Of each pair of arms, in the order in which they were named: what is not the same on both sides. */
  differences: ArmDifferences[];
  /** Suites that only one side has, or that are not the same. */
  leftOut: { suite: string; reason: string }[];
  /** Of each experiment. */
  progress: Progress[];
  /** What effort is measured in. */
  unit: Unit;
}

/** What two arms do not share. */
export interface ArmDifferences {
  /** Names of the arms. */
  arms: readonly [string, string];
  values: Difference[];
}

/**
 * Compares arms on the same tasks with the same seeds.
 *
 * Of one experiment: the arms that are named, or all, each with the first of them. Of two: every arm that both have, or the one that
 * is named, or the first that is named, of `first`, with the second, of `second`.
 * @param unit what effort is measured in; what tells that of the trials when absent
 * @throws PortolanError `usage` where there is nothing to pair
 */
export function compareExperiments(
  first: Experiment,
  second: Experiment | undefined,
  arms: readonly string[] = [],
  unit: Unit = usualUnit([...first.trials, ...(second?.trials ?? [])]),
): ExperimentComparison {
  const other = second ?? first;
  const pairs = second ? armsOfTwo(first, second, arms) : armsOfOne(first, arms);
  const { suites, leftOut } = commonSuites(first, other);
  const [results, others] = [taskResults(first.trials, unit), taskResults(other.trials, unit)];
  const seeds = first.plan.seeds.filter((seed) => other.plan.seeds.includes(seed)).length;
  const tasksOf = (suite: string): number => first.plan.suites.find(({ name }) => name === suite)?.tasks ?? 0;
  const sides = suites.flatMap((suite) =>
    pairs.map(([a, b]): Sides => ({
      suite,
      planned: tasksOf(suite) * seeds,
      first: {
        name: second ? `${a} (A)` : a,
        results: results.filter((one) => one.suite === suite && one.arm === a),
      },
      second: {
        name: second ? `${b} (B)` : b,
        results: others.filter((one) => one.suite === suite && one.arm === b),
      },
    })),
  );
  const contrasts = contrastsOf(sides);
  if (contrasts.length === 0) throw nothingToPair(leftOut);
  return {
    unit,
    contrasts,
    differences: pairs.map(([a, b]) => ({
      arms: [a, b],
      values: armDifferences({ experiment: first, arm: a }, { experiment: other, arm: b }),
    })),
    leftOut,
    progress: [first, ...(second ? [second] : [])].map(progressOf),
  };
}

function armsOfOne({ plan }: Experiment, arms: readonly string[]): [string, string][] {
  const chosen = arms.length > 0 ? arms : plan.arms;
  for (const arm of chosen) requireArm(arm, plan.arms, "the experiment");
  const [first, ...others] = chosen as [string, ...string[]];
  if (others.length > 0 && !others.includes(first)) return others.map((arm) => [first, arm]);
  const why =
    others.length > 0
      ? `${first} is named again`
      : arms.length > 0
        ? "one is named"
        : "the experiment has one";
  throw usage(
    `An arm cannot be compared with itself: ${why}.`,
    first,
    `Name two arms of ${plan.arms.join(", ")}, such as --arms ${plan.arms.slice(0, 2).join(",")}, or a second experiment.`,
  );
}

function armsOfTwo(a: Experiment, b: Experiment, arms: readonly string[]): [string, string][] {
  if (arms.length > 2)
    throw usage(
      "Of two experiments at most one arm each is compared.",
      arms.join(","),
      "Name one arm for both, or two: the first of A, the second of B.",
    );
  const [ofFirst, ofSecond = ofFirst] = arms;
  if (ofFirst !== undefined && ofSecond !== undefined) {
    requireArm(ofFirst, a.plan.arms, "A");
    requireArm(ofSecond, b.plan.arms, "B");
    return [[ofFirst, ofSecond]];
  }
  const common = a.plan.arms.filter((arm) => b.plan.arms.includes(arm));
  if (common.length > 0) return common.map((arm) => [arm, arm]);
  throw usage(
    "The experiments have no arm of the same name.",
    `A: ${a.plan.arms.join(", ")}; B: ${b.plan.arms.join(", ")}`,
    `Name one of each, such as --arms ${a.plan.arms[0]},${b.plan.arms[0]}.`,
  );
}

function requireArm(arm: string, arms: readonly string[], where: string): void {
  if (!arms.includes(arm))
    throw usage(`There is no arm "${arm}" in ${where}.`, arm, `It has ${arms.join(", ")}.`);
}

function commonSuites({ plan: a }: Experiment, { plan: b }: Experiment) {
  const leftOut: ExperimentComparison["leftOut"] = [];
  const names = [...new Set([...a.suites, ...b.suites].map(({ name }) => name))];
  const suites = names.filter((suite) => {
    const [ofA, ofB] = [a, b].map((plan) => plan.suites.find(({ name }) => name === suite));
    if (ofA && ofB && ofA.digest === ofB.digest) return true;
    const reason =
      ofA && ofB
        ? `its tasks are not the same: digest ${ofA.digest.slice(0, 12)} in A, ${ofB.digest.slice(0, 12)} in B`
        : `only ${ofA ? "A" : "B"} has it`;
    leftOut.push({ suite, reason });
    return false;
  });
  return { suites, leftOut };
}

function nothingToPair(leftOut: ExperimentComparison["leftOut"]): PortolanError {
  if (leftOut.length > 0)
    return usage(
      "The experiments have no suite in common.",
      leftOut.map(({ suite, reason }) => `${suite}: ${reason}`).join("; "),
      "Compare experiments that ran the same tasks.",
    );
  return usage(
    "There is no task that both arms have tried with the same seed.",
    undefined,
    "Wait until more trials have ended, or run both with the same seeds.",
  );
}

function usage(message: string, value: unknown, next: string): PortolanError {
  return new PortolanError("usage", message, { value, next });
}
