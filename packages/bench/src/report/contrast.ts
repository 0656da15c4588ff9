import { benjaminiHochberg, holm } from "../statistics/corrections.ts";
import { type ArmComparison, comparePaired, type Flip, flips } from "../statistics/paired-comparison.ts";
import type { TaskResult } from "../statistics/task-result.ts";
import type { Plan } from "../runner/trial-record.ts";

/** Two arms on one suite, with p-values corrected for how many such comparisons there are. */
export interface Contrast {
  suite: string;
  first: string;
  second: string;
  total: ArmComparison;
  /** Pairs of a task and a seed that there will be when both arms are whole. */
  planned: number;
  /** Holm's correction over all suites and arms that are compared. */
  adjusted: number;
  /** By level; a single level says what the total says. */
  levels: LevelContrast[];
  flips: Flip[];
}

/** The same on the tasks of one level. */
export interface LevelContrast {
  level: number | undefined;
  compared: ArmComparison;
  /** Benjamini and Hochberg's correction over all levels, suites and arms that are compared. */
  adjusted: number;
}

/** Two arms on one suite, before they are compared. */
export interface Sides {
  suite: string;
  first: { name: string; results: readonly TaskResult[] };
  second: { name: string; results: readonly TaskResult[] };
  planned: number;
}

/** Every arm of a plan against its first, suite by suite. */
export function compareWithFirst(plan: Plan, results: readonly TaskResult[]): Contrast[] {
  const side = (suite: string, name: string) => ({
    name,
    results: results.filter((one) => one.suite === suite && one.arm === name),
  });
  const [first, ...others] = plan.arms as [string, ...string[]];
  return contrastsOf(
    plan.suites.flatMap(({ name: suite, tasks }) =>
      others.map((arm): Sides => ({
        suite,
        first: side(suite, first),
        second: side(suite, arm),
        planned: tasks * plan.seeds.length,
      })),
    ),
  );
}

/** Compares all sides, and corrects for how many there are. Those without a pair are left out. */
export function contrastsOf(all: readonly Sides[]): Contrast[] {
  const contrasts = all
    .map(({ suite, first, second, planned }) => ({
      suite,
      planned,
      first: first.name,
      second: second.name,
      total: comparePaired(first.results, second.results),
      levels: byLevel(first.results, second.results),
      flips: flips(first.results, second.results),
    }))
    .filter(({ total }) => total.pairs > 0);
  const adjusted = holm(contrasts.map(({ total }) => total.pValue));
  const ofLevels = benjaminiHochberg(
    contrasts.flatMap(({ levels }) => levels.map(({ compared }) => compared.pValue)),
  );
  let at = 0;
  return contrasts.map((contrast, i) => ({
    ...contrast,
    adjusted: adjusted[i] as number,
    levels: contrast.levels.map((level) => ({ ...level, adjusted: ofLevels[at++] as number })),
  }));
}

function byLevel(first: readonly TaskResult[], second: readonly TaskResult[]) {
  const levels = [...new Set(first.map(({ level }) => level))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  if (levels.length < 2) return [];
  return levels.map((level) => {
    const of = (results: readonly TaskResult[]) => results.filter((one) => one.level === level);
    return { level, compared: comparePaired(of(first), of(second)) };
  });
}
