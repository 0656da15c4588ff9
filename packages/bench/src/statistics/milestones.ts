import type { TaskResult } from "./task-result.ts";
import { type Duration, kaplanMeier, logRank, medianTime, type SurvivalStep } from "./survival.ts";

/** Something that is reached when the first of some tasks succeeds. */
export interface Milestone {
  name: string;
  isReachedBy(result: TaskResult): boolean;
}

/** When the cells of an arm reached a milestone. */
export interface MilestoneTimes {
  milestone: string;
  arm: string;
  /** By seed: the effort, in the unit of the results, until it was reached, or in all where it was not. */
  times: (Duration & { seed: number })[];
  reached: number;
  of: number;
  /** Effort until half of the seeds had reached it; absent where fewer did. */
  median?: number;
  survival: SurvivalStep[];
  /** The log-rank test against the first arm; absent for that arm itself. */
  pValue?: number;
}

/** A milestone for each level of a suite: its first success. */
export function levelMilestones(results: readonly TaskResult[]): Milestone[] {
  const levels = new Set(results.flatMap(({ level }) => (level === undefined ? [] : [level])));
  return [...levels]
    .toSorted((a, b) => a - b)
    .map((level) => ({ name: `level ${level}`, isReachedBy: (result) => result.level === level }));
}

/** What a milestone is reached by: any of some tasks, by their ids or the parts after the last slash. */
export interface NamedMilestone {
  name: string;
  tasks: readonly string[];
}

/** The milestones that are named. */
export function namedMilestones(named: readonly NamedMilestone[]): Milestone[] {
  return named.map(({ name, tasks }) => ({
    name,
    isReachedBy: ({ task }) => tasks.includes(task) || tasks.includes(task.slice(task.lastIndexOf("/") + 1)),
  }));
}

/** The times of all milestones, by milestone and arm; the first arm is the one to compare with. */
export function milestoneTimes(
  results: readonly TaskResult[],
  arms: readonly string[],
  milestones: readonly Milestone[],
): MilestoneTimes[] {
  return milestones.flatMap((milestone) => {
    const byArm = arms.map((arm) => ({
      arm,
      times: timesOf(
        results.filter((one) => one.arm === arm),
        milestone,
      ),
    }));
    return byArm.map(({ arm, times }, i) => {
      const survival = kaplanMeier(times);
      const median = medianTime(survival);
      return {
        milestone: milestone.name,
        arm,
        times,
        reached: times.filter(({ happened }) => happened).length,
        of: times.length,
        ...(median === undefined ? {} : { median }),
        survival,
        ...(i === 0 ? {} : { pValue: logRank(times, byArm[0]?.times ?? []).pValue }),
      };
    });
  });
}

function timesOf(results: readonly TaskResult[], milestone: Milestone): (Duration & { seed: number })[] {
  return [...Map.groupBy(results, ({ seed }) => seed)].map(([seed, ofSeed]) => {
    const visits = ofSeed
      .flatMap((result) =>
        result.visits.map((visit) => ({ visit, unit: result.unit, counts: milestone.isReachedBy(result) })),
      )
      .toSorted((a, b) => a.visit.position - b.visit.position);
    let time = 0;
    for (const { visit, unit, counts } of visits) {
      time += visit[unit] ?? 0;
      if (counts && visit.succeeded) return { seed, time, happened: true };
    }
    return { seed, time, happened: false };
  });
}
