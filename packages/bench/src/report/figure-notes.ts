import { median } from "d3-array";
import { type Unit, unitText } from "../statistics/unit.ts";
import type { ArmSummary, SuiteSummary } from "./summary.ts";
import { intervalText, numberText, shareText } from "./wording.ts";

/** What the page draws, in sentences for formats without drawings: several tries, what models cost, when skills had paid. */
export function figureNotes(suite: SuiteSummary): string[] {
  return [
    ...triesText(suite.arms),
    ...(["tokens", "costUsd"] as const)
      .filter((unit) => unit !== suite.unit)
      .flatMap((unit) => costText(suite.arms, unit)),
    ...suite.arms.flatMap((arm) => paidText(arm, suite.unit)),
  ];
}

function triesText(arms: readonly ArmSummary[]): string[] {
  const each = arms.flatMap(({ arm, pass }) => {
    const last = pass.at(-1);
    return last && last.k > 1 ? [{ arm, ...last }] : [];
  });
  const said = (one: "any" | "all"): string =>
    each.map((own) => `${own.arm} ${intervalText(own[one], shareText)}`).join(", ");
  const [first] = each;
  if (!first || each.some(({ k }) => k !== first.k)) return [];
  return [
    `Of ${first.k} tries (seeds) at least one solves a task, pass@${first.k}: ${said("any")}; all of them do, pass^${first.k}: ${said("all")}.`,
  ];
}

function costText(arms: readonly ArmSummary[], unit: Unit): string[] {
  const each = arms.flatMap(({ arm, cost }) => {
    const interval = cost.perSuccess[unit];
    return interval ? [`${arm} ${intervalText(interval)}`] : [];
  });
  const what = unitText(unit);
  return each.length === 0 ? [] : [`A solved task cost, in ${what}: ${each.join(", ")}.`];
}

/** When the skills that paid had done so. */
function paidText({ arm, accounts }: ArmSummary, unit: Unit): string[] {
  const after = accounts.flatMap(({ brokeEvenAfter }) => brokeEvenAfter ?? []);
  const half = median(after);
  if (half === undefined) return [];
  return [
    `Of the ${accounts.length} skills of ${arm} ${after.length} saved the ${unitText(unit)} that they had cost, half of these within ${numberText(half)} later ${half === 1 ? "task" : "tasks"}.`,
  ];
}
