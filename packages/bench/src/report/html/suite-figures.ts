import type { Interval } from "../../statistics/bootstrap.ts";
import { accountFigure } from "./account-figure.ts";
import { reachFigure } from "./reach-figure.ts";
import { armMark, partialText, renamedArms } from "../partial-arms.ts";
import type { SuiteSummary } from "../summary.ts";
import { type Unit, unitText } from "../../statistics/unit.ts";
import { capitalised, intervalText, numberText, pointsText, pValueText, shareText } from "../wording.ts";
import { grouped, percent } from "./axes.ts";
import { compositionFigure } from "./composition-figure.ts";
import type { Figure } from "./figure.ts";
import { funnelFigure } from "./funnel-figure.ts";
import { growthFigure } from "./growth-figure.ts";
import { intervalFigure, type IntervalRow } from "./interval-figure.ts";
import { anchor } from "./markup.ts";
import { milestoneFigure } from "./milestone-figure.ts";

/** All figures of a suite, in the order in which they are read. */
export function suiteFigures(whole: SuiteSummary, planned: readonly string[]): Figure[] {
  const { suite, arms } = renamedArms(whole, planned, armMark);
  const first = arms[0] as string;
  const partial = partialText(whole);
  const figures = [
    growthFigure(suite, arms, "tasks"),
    growthFigure(suite, arms, "effort"),
    suite.contrasts.length > 0 ? contrastFigure(suite, arms, first) : undefined,
    ...costUnits(suite.unit).map((unit) => costFigure(suite, arms, unit)),
    levelFigure(suite, arms),
    funnelFigure(suite, arms),
    accountFigure(suite, arms),
    passFigure(suite, arms),
    suite.milestones.length > 0 ? milestoneFigure(suite, arms) : undefined,
    suite.milestones.length > 0 ? reachFigure(suite, arms) : undefined,
    compositionFigure(suite, arms),
  ].filter((figure) => figure !== undefined);
  if (partial === undefined) return figures;
  return figures.map((figure) => ({ ...figure, caption: `${figure.caption} * ${partial}` }));
}

function contrastFigure(suite: SuiteSummary, arms: readonly string[], first: string): Figure {
  return intervalFigure({
    id: `${anchor(suite.suite)}-contrast`,
    title: `Against ${first}`,
    caption: `Success rate less that of ${first}, on the same tasks with the same seeds: what is right of the line is better than ${first}. The bars are 95 % intervals; p is exact, over tasks, and corrected by Holm's procedure.`,
    axis: "difference of success rates, in points",
    rows: suite.contrasts.map(({ second, total, adjusted }) => ({
      arm: second,
      interval: total.difference,
      note: `${pointsText(total.difference).replace(/ points.*/, "")}, p = ${pValueText(adjusted)}`,
    })),
    arms,
    format: (value) => String(Math.round(100 * value)),
    include: [0],
    zero: 0,
  });
}

/** What effort is measured in, and what models cost besides. */
function costUnits(unit: Unit): Unit[] {
  return [...new Set<Unit>([unit, "tokens", "costUsd"])];
}

function costFigure(suite: SuiteSummary, arms: readonly string[], unit: Unit): Figure | undefined {
  const words = unitText(unit);
  const rows = suite.arms.flatMap(({ arm, cost }) => {
    const interval = cost.perSuccess[unit];
    return interval ? [{ arm, interval, note: numberText(interval.estimate) }] : [];
  });
  if (rows.length === 0) return undefined;
  return intervalFigure({
    id: `${anchor(suite.suite)}-cost-${unit.toLowerCase()}`,
    title: `${capitalised(words)} for a solved task`,
    caption: `All that an arm spent, in vain too, by the tasks that it solved; less is better. The bars are 95 % intervals.`,
    axis: `${words} for a solved task`,
    rows,
    arms,
    format: unit === "costUsd" ? numberText : grouped,
    include: [0],
  });
}

function levelFigure(suite: SuiteSummary, arms: readonly string[]): Figure {
  const levels = [...new Set(suite.arms.flatMap((one) => one.levels.map(({ level }) => level)))];
  return intervalFigure({
    id: `${anchor(suite.suite)}-levels`,
    title: levels.length > 1 ? "Success by level" : "Success",
    caption: "Share of tasks that were solved and right on every score case, with 95 % intervals.",
    axis: "tasks solved",
    rows: levels.flatMap((level) =>
      suite.arms.flatMap(({ arm, levels: own }) => {
        const rate = own.find((one) => one.level === level)?.rate;
        const group = levels.length > 1 ? `level ${level ?? "–"}` : undefined;
        if (!rate) return [];
        return [{ ...(group ? { group } : {}), arm, interval: rate, note: rateText(rate) }];
      }),
    ),
    arms,
    format: percent,
    include: [0, 1],
  });
}

function passFigure(suite: SuiteSummary, arms: readonly string[]): Figure | undefined {
  if (!suite.arms.some(({ pass }) => pass.length > 1)) return undefined;
  const rows = suite.arms.flatMap(({ arm, pass }) => {
    const last = pass.at(-1);
    return last && last.k > 1 ? [{ arm, k: last.k, any: last.any, all: last.all }] : [];
  });
  return intervalFigure({
    id: `${anchor(suite.suite)}-pass`,
    title: "With several tries",
    caption:
      "A try is a seed. pass@k: the chance that at least one of k tries solves a task; pass^k: that all of them do. The bars are 95 % intervals over tasks.",
    axis: "tasks",
    rows: [
      ...rows.map(({ arm, k, any }) => triesRow(arm, `pass@${k}: at least one`, any)),
      ...rows.map(({ arm, k, all }) => triesRow(arm, `pass^${k}: all of them`, all)),
    ],
    arms,
    format: percent,
    include: [0, 1],
  });
}

function triesRow(arm: string, group: string, interval: Interval): IntervalRow {
  return { group, arm, interval, note: intervalText(interval, shareText) };
}

function rateText({ succeeded, of, estimate }: { succeeded: number; of: number; estimate: number }): string {
  return `${shareText(estimate)} (${succeeded}/${of})`;
}
