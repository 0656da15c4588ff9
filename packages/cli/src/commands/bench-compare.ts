import type { Contrast, ExperimentComparison, Unit } from "@portolan/bench";
import {
  differenceText,
  pointsText,
  progressText,
  pValueText,
  numberText,
  unitText,
  verdictOf,
} from "@portolan/bench";
import { experimentFolder } from "../bench-report/experiment-folder.ts";
import { unitOf } from "../bench-report/unit-flag.ts";
import { contrastJson } from "../bench-report/summary-json.ts";
import type { Invocation } from "../command-line/declaration.ts";
import { count, share } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

/** Tasks that flipped and are named for people; `--json` names all. */
const shownFlips = 12;

/** `portolan bench compare`: arms against arms on the same tasks with the same seeds, and what the difference is worth. */
export async function run({
  terminal,
  flags,
  json,
  arguments: given,
}: Invocation<{ arms?: string; unit?: string }>): Promise<number> {
  const { readExperiment, compareExperiments } = await import("@portolan/bench");
  const [a, b] = given.map((name) => readExperiment(experimentFolder(name, terminal.cwd)));
  const arms = (flags.arms ?? "").split(",").filter((arm) => arm !== "");
  const comparison = compareExperiments(a as NonNullable<typeof a>, b, arms, unitOf(flags.unit));
  const { stdout } = terminal;
  if (json) {
    const { differences, leftOut, progress } = comparison;
    printJson(stdout, {
      type: "sides",
      first: a?.plan.id ?? null,
      second: (b ?? a)?.plan.id ?? null,
      differences: differences.flatMap((pair) =>
        pair.values.map((one) => ({ arms: [...pair.arms], ...one })),
      ),
      unit: comparison.unit,
      leftOut: leftOut.map((one) => ({ ...one })),
      trials: progress.map(({ done, of }) => ({ done, of })),
    });
    for (const contrast of comparison.contrasts) printJson(stdout, contrastJson(contrast));
    return 0;
  }
  const sides = b ? [`A: experiment ${a?.plan.id}`, `B: experiment ${b.plan.id}`] : [];
  printLines(stdout, [...sides, ...headLines(comparison, stdout)]);
  for (const contrast of comparison.contrasts)
    printLines(stdout, contrastLines(contrast, comparison.unit, stdout));
  return 0;
}

function headLines(
  { differences, leftOut, progress }: ExperimentComparison,
  stream: TerminalStream,
): string[] {
  return [
    ...progress.flatMap((one) => progressText(one) ?? []),
    ...differenceLines(differences),
    ...leftOut.map(({ suite, reason }) => `Left out: ${suite}, ${reason}.`),
  ].flatMap((line) => wrapped(line, stream));
}

/** What differs, once for all pairs of arms of which the same is to be said. */
function differenceLines(all: ExperimentComparison["differences"]): string[] {
  const alike = [...Map.groupBy(all, ({ values }) => values.map(differenceText).join("\n")).values()];
  return alike.flatMap((pairs) => {
    const values = pairs[0]?.values ?? [];
    const named = pairs.map(({ arms: [a, b] }) => (a === b ? a : `${a} → ${b}`)).join(", ");
    const of = alike.length > 1 || all.some(({ arms: [a, b] }) => a !== b) ? ` (${named})` : "";
    if (values.length === 0)
      return [`Nothing differs${of}: settings, budget, coder, versions and seeds are the same.`];
    return [`What differs${of}:`, ...values.map((one) => `  ${differenceText(one)}`)];
  });
}

/** Indented lines stay as they are: a break in them would hide that they belong together. */
function wrapped(line: string, stream: TerminalStream): string[] {
  return line.startsWith(" ") ? [line] : wrap(line, stream.columns());
}

function contrastLines(contrast: Contrast, unit: Unit, stream: TerminalStream): string[] {
  const { suite, first, second, total, levels, flips } = contrast;
  const { tasksForFirst, tasksForSecond, eValue, pValueOverSeeds, costRatio } = total;
  const details = [
    `${second} is better on ${count(tasksForSecond, "task")} and worse on ${tasksForFirst}; uncorrected p = ${pValueText(total.pValue)}, e-value ${numberText(eValue)}.`,
    ...(pValueOverSeeds === undefined
      ? []
      : [`Over seeds instead of tasks: p = ${pValueText(pValueOverSeeds)}.`]),
    ...(costRatio === undefined
      ? []
      : [
          `It spent ${numberText(costRatio.estimate)} × the ${unitText(unit)} (${numberText(costRatio.lower)} to ${numberText(costRatio.upper)}).`,
        ]),
  ];
  return [
    "",
    stream.style("bold", `${suite}: ${second} against ${first}`),
    ...wrap(verdictOf(contrast), stream.columns()),
    ...details.flatMap((line) => wrap(line, stream.columns())),
    ...(levels.length > 0 ? ["", ...levelTable(contrast, stream)] : []),
    ...(flips.length > 0 ? ["", ...flipTable(contrast, stream)] : []),
    ...(flips.length > shownFlips ? [`${flips.length - shownFlips} more: --json names all.`] : []),
  ];
}

function levelTable({ first, second, levels }: Contrast, stream: TerminalStream): string[] {
  const rows = levels.map(({ level, compared, adjusted }) => [
    String(level ?? "–"),
    `${compared.first}/${compared.pairs} ${share(compared.first, compared.pairs)}`,
    `${compared.second}/${compared.pairs} ${share(compared.second, compared.pairs)}`,
    pointsText(compared.difference).replace(" points", ""),
    pValueText(adjusted),
  ]);
  return aligned(["level", first, second, "difference", "p, corrected"], rows, stream);
}

function flipTable({ first, second, flips }: Contrast, stream: TerminalStream): string[] {
  const rows = flips
    .slice(0, shownFlips)
    .map((flip) => [flip.task, `${flip.first}/${flip.seeds}`, `${flip.second}/${flip.seeds}`]);
  return aligned(["solved by seeds", first, second], rows, stream);
}

function aligned(titles: readonly string[], rows: readonly string[][], stream: TerminalStream): string[] {
  const columns = titles.map((title, i) => ({
    title,
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  return table(columns, rows, { look: (line, row) => (row < 0 ? stream.style("dim", line) : line) });
}
