import type { Plan } from "../runner/trial-record.ts";
import { type Unit, unitText } from "../statistics/unit.ts";
import type { Contrast } from "./contrast.ts";
import { armLabel, partialText } from "./partial-arms.ts";
import type { ArmSummary, SuiteSummary, Summary } from "./summary.ts";
import { caveatsOf, numberText, pValueText, shareText } from "./wording.ts";

/** Titles of the table of arms, as every format shows it. */
export function armTitles(suite: SuiteSummary): string[] {
  return isMeasured(suite) ? [...titles, "needed"] : [...titles];
}

const titles = [
  "arm",
  "solved",
  "95 % interval",
  "gain",
  "p",
  "e-value",
  "spent",
  "cost",
  "area",
  "skills",
  "reuse",
  "compose",
  "depth",
  "paid",
] as const;

/** Whether it was measured of some program that it needs the skills it calls. */
function isMeasured({ arms }: Pick<SuiteSummary, "arms">): boolean {
  return arms.some(({ use }) => use.measured > 0);
}

/** What the titles mean. */
export function armLegend({ plan: { arms, loadBearing }, unit }: Pick<Summary, "plan" | "unit">): string {
  const what = unitText(unit);
  return `gain: points more than ${arms[0]}. p: exact, over tasks, corrected by Holm's procedure. e-value: 20 or more stands for p ≤ 0.05 however often one looks. spent: ${what} for one of ${arms[0]} on the same tasks. cost: ${what} for a solved task. area: under the growth curve, 1 where each task is solved at its first try. skills: kept by a seed. reuse: solved tasks that call one. compose: skills that call another. paid: skills that saved later what they had cost.${loadBearing === true ? " needed: of the tasks whose program calls skills, those that end worse when one of these is hidden (load-bearing)." : ""}`;
}

/** A row for each arm of a suite; `–` where there is nothing to say. */
export function armRows(suite: SuiteSummary): string[][] {
  return suite.arms.map((one): string[] => {
    const { arm, rate, use, cost, overTasks } = one;
    const contrast = suite.contrasts.find(({ second }) => second === arm);
    const each = cost.perSuccess[suite.unit];
    const points = contrast && Math.round(100 * contrast.total.difference.estimate);
    return [
      armLabel(one),
      `${shareText(rate.estimate)} (${rate.succeeded}/${rate.of})`,
      `${shareText(rate.lower)} to ${shareText(rate.upper)}`,
      points === undefined ? "–" : `${points > 0 ? "+" : ""}${points}`.replace("-", "−"),
      contrast ? pValueText(contrast.adjusted) : "–",
      contrast ? numberText(contrast.total.eValue) : "–",
      contrast?.total.costRatio ? `${numberText(contrast.total.costRatio.estimate)} ×` : "–",
      each ? numberText(each.estimate) : "–",
      overTasks.area.toFixed(2),
      use.skills === 0 ? "–" : numberText(use.skills / one.seeds),
      use.skills === 0 ? "–" : known(use.reuseRate?.estimate),
      known(use.compositionRate),
      use.skills === 0 ? "–" : String(use.deepest),
      use.skills === 0 ? "–" : `${evenOf(one)}/${one.accounts.length}`,
      ...(isMeasured(suite) ? [neededOf(one)] : []),
    ];
  });
}

function known(share: number | undefined): string {
  return share === undefined ? "–" : shareText(share);
}

/** What else is to be said of a suite: unequal budgets, and what seeds say. */
export function suiteNotes(suite: SuiteSummary, plan: Plan): string[] {
  const partial = partialText(suite);
  return [
    ...(partial === undefined ? [] : [partial]),
    ...plan.arms
      .filter((arm) => !suite.arms.some((one) => one.arm === arm))
      .map((arm) => `No trial of ${arm} has ended yet.`),
    ...suite.arms.flatMap((one) => caveatsOf(one, plan.budget.evaluations)),
    ...suite.contrasts.flatMap((one) => bothText(one, suite.unit)),
    ...suite.contrasts.flatMap(({ second, first, total: { pValueOverSeeds: p } }) =>
      p === undefined
        ? []
        : [`${second} against ${first} over seeds instead of tasks: p = ${pValueText(p)}.`],
    ),
    ...(plan.seeds.length > 1
      ? []
      : ["With one seed the intervals say nothing of other orders of the tasks."]),
  ];
}

function neededOf({ use: { measured, funnel } }: ArmSummary): string {
  const needing = funnel.find(({ stage }) => stage === "load-bearing")?.tasks ?? 0;
  return measured === 0 ? "–" : `${needing}/${measured}`;
}

/** What success took where both arms had it, and what one of them alone solved. */
function bothText({ first, second, total }: Contrast, unit: Unit): string[] {
  const { onBoth, first: ofFirst, second: ofSecond } = total;
  if (!onBoth) return [];
  const { pairs, firstMedian, secondMedian, costRatio } = onBoth;
  return [
    `Of ${total.pairs} pairs both solved ${pairs}, ${second} alone ${ofSecond - pairs}, ${first} alone ${ofFirst - pairs}. Where both did, ${second} took ${numberText(costRatio.estimate)} × the ${unitText(unit)} of ${first} (${numberText(costRatio.lower)} to ${numberText(costRatio.upper)}), at the median ${numberText(secondMedian)} instead of ${numberText(firstMedian)}.`,
  ];
}

/** Skills that saved later what they had cost. */
function evenOf({ accounts }: ArmSummary): number {
  return accounts.filter(({ brokeEvenAfter }) => brokeEvenAfter !== undefined).length;
}
