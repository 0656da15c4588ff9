import { type SkillAccount, skillAccounts } from "../statistics/break-even.ts";
import { type Cost, costOf } from "../statistics/cost.ts";
import { curveOverEffort, curveOverTasks, type LearningCurve } from "../statistics/learning-curve.ts";
import { type LibraryUse, libraryUse } from "../statistics/library-use.ts";
import {
  levelMilestones,
  type MilestoneTimes,
  milestoneTimes,
  type NamedMilestone,
  namedMilestones,
} from "../statistics/milestones.ts";
import { type PassAtK, passCurve } from "../statistics/pass-at-k.ts";
import { type SuccessRate, successRate } from "../statistics/success-rate.ts";
import { type TaskResult, taskResults } from "../statistics/task-result.ts";
import { type Unit, usualUnit } from "../statistics/unit.ts";
import type { Experiment, Plan } from "../runner/trial-record.ts";
import { compareWithFirst, type Contrast } from "./contrast.ts";
import { type Progress, progressOf } from "./progress.ts";
import { type SkillNode, skillGraph } from "./skill-graph.ts";

/** All that a report says, as numbers; every format shows these and no others. */
export interface Summary {
  plan: Plan;
  /** Ids of the coders that its trials had, in order: in a world another one than elsewhere, and arms may change them. */
  coders: string[];
  progress: Progress;
  suites: SuiteSummary[];
  /** What effort is measured in throughout: costs, curves, milestones, accounts. */
  unit: Unit;
}

/** One suite of an experiment. */
export interface SuiteSummary {
  suite: string;
  tasks: number;
  arms: ArmSummary[];
  /** Every other arm against the first, in total. */
  contrasts: Contrast[];
  milestones: MilestoneTimes[];
  unit: Unit;
}

/** One arm on one suite. */
export interface ArmSummary {
  arm: string;
  seeds: number;
  /** Tasks in its cells that have a record, and those that the plan has. */
  trials: { done: number; of: number };
  rate: SuccessRate;
  levels: { level: number | undefined; rate: SuccessRate }[];
  pass: PassAtK[];
  overTasks: LearningCurve;
  overEffort: LearningCurve;
  use: LibraryUse;
  accounts: SkillAccount[];
  /** The skills of the cell with the most of them. */
  graph: { seed: number; skills: SkillNode[] } | undefined;
  cost: Cost;
  /** The budget that its episodes had, where it is not that of the plan. */
  ownBudget?: Plan["budget"];
}

/**
 * What an experiment found, as far as it has been run.
 * @param options.milestones without them, or where a suite has none of their tasks, every level is one
 * @param options.unit what effort is measured in; what tells that of the trials when absent
 */
export function summarise(
  experiment: Experiment,
  options: { milestones?: readonly NamedMilestone[]; unit?: Unit } = {},
): Summary {
  const { plan, trials } = experiment;
  const unit = options.unit ?? usualUnit(trials);
  const results = taskResults(trials, unit);
  const suites = plan.suites.map(({ name: suite, tasks }): SuiteSummary => {
    const ofSuite = results.filter((one) => one.suite === suite);
    const ofArm = (arm: string): TaskResult[] => ofSuite.filter((one) => one.arm === arm);
    const arms = plan.arms.filter((arm) => ofArm(arm).length > 0);
    const first = plan.arms[0] as string;
    const named = namedMilestones(options.milestones ?? []).filter((one) =>
      ofSuite.some((result) => one.isReachedBy(result)),
    );
    return {
      suite,
      tasks,
      unit,
      arms: arms.map((arm) => armSummary(arm, ofArm(arm), ofArm(first), { plan, tasks })),
      contrasts: [],
      milestones: milestoneTimes(ofSuite, arms, named.length > 0 ? named : levelMilestones(ofSuite)),
    };
  });
  const contrasts = compareWithFirst(plan, results);
  const coders = [...new Set(trials.map(({ versions }) => versions.coder))].toSorted();
  return {
    plan,
    coders: coders.length > 0 ? coders : [plan.versions.coder],
    unit,
    progress: progressOf(experiment),
    suites: suites.map((one) => ({
      ...one,
      contrasts: contrasts.filter(({ suite }) => suite === one.suite),
    })),
  };
}

function armSummary(
  arm: string,
  results: readonly TaskResult[],
  baseline: readonly TaskResult[],
  { plan, tasks }: { plan: Plan; tasks: number },
): ArmSummary {
  const levels = [...Map.groupBy(results, ({ level }) => level)].toSorted(([a], [b]) => (a ?? 0) - (b ?? 0));
  const budget = results[0]?.visits[0]?.budget;
  const hasOwn = budget !== undefined && JSON.stringify(budget) !== JSON.stringify(plan.budget);
  return {
    arm,
    seeds: new Set(results.map(({ seed }) => seed)).size,
    trials: { done: results.length, of: tasks * plan.seeds.length },
    rate: successRate(results),
    levels: levels.map(([level, ofLevel]) => ({ level, rate: successRate(ofLevel) })),
    pass: passCurve(results),
    overTasks: curveOverTasks(results),
    overEffort: curveOverEffort(results, tasks),
    use: libraryUse(results),
    accounts: skillAccounts(results, baseline),
    graph: skillGraph(results),
    cost: costOf(results),
    ...(hasOwn ? { ownBudget: budget } : {}),
  };
}
