import type { Interval } from "../statistics/bootstrap.ts";
import type { ArmSummary } from "./summary.ts";
import type { Contrast } from "./contrast.ts";
import type { Progress } from "./progress.ts";

/** Below this a corrected p-value is called a difference. */
const level = 0.05;

/** A p-value as reports give it: `0.031`, `4.1e-7`. */
export function pValueText(value: number): string {
  if (value >= 0.9995) return "1";
  return value >= 0.001 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}

/** `12,345`, `42.3`, `0.0123`: three digits at least, all of a whole number. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** `coder synth:f0bbb3e77871`, `coders world:2:6 and world:2:6:slips-0.2`. */
export function codersText(coders: readonly string[]): string {
  return `${coders.length > 1 ? "coders" : "coder"} ${new Intl.ListFormat("en").format(coders)}`;
}

/** With a capital letter, as sentences begin. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `61 %` */
export function shareText(value: number): string {
  return `${Math.round(100 * value)} %`;
}

/** `+16 points (+9 to +23)` of an interval of a difference of shares. */
export function pointsText({ estimate, lower, upper }: Interval): string {
  return `${points(estimate)} points (${points(lower)} to ${points(upper)})`;
}

function points(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : "0";
}

/** `1,234 (1,100 to 1,400)` */
export function intervalText(
  { estimate, lower, upper }: Interval,
  text: (value: number) => string = numberText,
): string {
  return `${text(estimate)} (${text(lower)} to ${text(upper)})`;
}

/** One sentence: who solved more, by how much, and what that is worth. */
export function verdictOf({ first, second, total, planned, adjusted }: Contrast): string {
  const { difference, pairs, tasks, seeds } = total;
  const share = (succeeded: number): string => shareText(succeeded / pairs);
  const size = `${tasks} ${tasks === 1 ? "task" : "tasks"} × ${seeds} ${seeds === 1 ? "seed" : "seeds"}`;
  const of = pairs < planned ? `the ${pairs} trials of ${planned} that both have` : size;
  const counts = `${second} solved ${share(total.second)} and ${first} ${share(total.first)} of ${of}`;
  const corrected = `p = ${pValueText(adjusted)} after correction`;
  if (adjusted < level) {
    const better = difference.estimate > 0 ? second : first;
    return `${better} is better: ${counts}, ${pointsText(difference)}, ${corrected}.`;
  }
  return `No difference shown between ${second} and ${first}: ${counts}, ${pointsText(difference)}, ${corrected}.`;
}

/** What keeps a reader from taking the comparison at its word; empty where nothing does. */
export function caveatsOf({ arm, ownBudget, cost }: ArmSummary, allowed: number | undefined): string[] {
  const own = ownBudget?.evaluations;
  const budget = own ?? allowed;
  return [
    ...(ownBudget === undefined
      ? []
      : [
          own !== undefined && allowed !== undefined && own !== allowed
            ? `${arm} may spend ${numberText(own)} evaluations a task, the others ${numberText(allowed)}.`
            : `${arm} has a budget of its own: ${JSON.stringify(ownBudget)}.`,
        ]),
    ...(budget !== undefined && cost.mostEvaluations > budget
      ? [
          `${arm} spent up to ${numberText(cost.mostEvaluations)} evaluations a task, more than its budget of ${numberText(budget)}.`,
        ]
      : []),
  ];
}

/** How far an experiment has come, where it is not whole. */
export function progressText({ done, of, open }: Progress): string | undefined {
  if (done === of) return undefined;
  const cells = `${open.length} ${open.length === 1 ? "cell is" : "cells are"} not whole`;
  return `Half-finished: ${numberText(done)} of ${numberText(of)} trials; ${cells}. All figures are of what there is.`;
}
