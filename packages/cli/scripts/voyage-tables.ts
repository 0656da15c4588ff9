import type { Comparison, VoyageRecord } from "@portolan/bench";
import { grouped, pValue } from "../src/output/numbers.ts";

/** What `portolan bench --out` writes, of one suite at one budget. */
export interface Measured {
  suite: string;
  /** Candidate evaluations that a task may spend. */
  budget: number;
  comparison: Comparison;
  withLibrary: VoyageRecord;
  without: VoyageRecord;
}

/** Skills of the shipped library that one suite taught. */
export interface Taught {
  suite: string;
  skills: number;
  /** Of those, wrong on a score case of their task. */
  wrong: number;
}

/** The generated parts of the pages, by the names of their markers. */
export function voyageParts(
  measured: readonly Measured[],
  taught: readonly Taught[],
): Record<string, string> {
  const learned = measured.filter(({ budget }) => budget === 100_000);
  const shown = measured.filter(({ suite, budget }) => budget === 100_000 || !isBuiltIn(suite));
  return {
    "with-and-without": table(
      ["suite", "budget", "tasks", "with library", "without", "only with / only without", "p"],
      measured.map(armsOf),
    ),
    levels: table(
      ["suite", ...(learned[0]?.comparison.levels ?? []).map(({ level }) => String(level))],
      learned.map(({ suite, comparison }) => [
        suite,
        ...comparison.levels.map(({ withLibrary, without }) => `${withLibrary} / ${without}`),
      ]),
    ),
    funnel: table(
      [
        "suite, budget",
        "shown to the coder",
        "called",
        "accepted programs that call a skill",
        "of these right, and not solved without",
        "on two layers of skills or more, right",
      ],
      shown.map(funnelOf),
    ),
    "wrong-on-score": table(
      ["suite, budget", "with library", "without"],
      shown.map((one) => [titleOf(one), wrongOf(one.withLibrary), wrongOf(one.without)]),
    ),
    store: storeOf(taught, learned),
  };
}

/**
 * A page with its generated parts, which stand between `<!-- measured:NAME -->` and `<!-- end -->`, written anew.
 * @throws Error for a part that is not known
 */
export function withParts(page: string, parts: Record<string, string>): string {
  return page.replace(/(<!-- measured:([\w-]+) -->)[^]*?(<!-- end -->)/g, (_, start, name: string, end) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`Nothing measures "${name}".`);
    const gap = part.startsWith("|") ? "\n\n" : "";
    return `${start}${gap}${part}${gap}${end}`;
  });
}

function isBuiltIn(suite: string): boolean {
  return suite === "lists" || suite === "text";
}

function armsOf({ suite, budget, comparison: { total, paired } }: Measured): string[] {
  const { tasks, withLibrary, without } = total;
  const only = `${paired.onlyFirst} / ${paired.onlySecond}`;
  const arms = [boldIfMore(withLibrary, without), boldIfMore(without, withLibrary)];
  return [suite, grouped(budget), String(tasks), ...arms, only, pValue(paired.pValue)];
}

function boldIfMore(value: number, other: number): string {
  return value > other ? `**${value}**` : String(value);
}

function funnelOf(one: Measured): string[] {
  const { retrieved, called, tasksCalling, loadBearing, nested } = one.comparison.funnel;
  return [titleOf(one), ...[retrieved, called, tasksCalling, loadBearing, nested].map(grouped)];
}

function titleOf({ suite, budget }: Measured): string {
  return `${suite}, ${grouped(budget)} (${isBuiltIn(suite) ? "hidden cases" : "no hidden cases"})`;
}

/** Of the programs that passed the gate, those that are wrong on score. */
function wrongOf({ rows }: VoyageRecord): string {
  const passed = rows.filter(({ solved, of }) => solved && of > 0);
  return `${passed.filter(({ right, of }) => right < of).length} of ${passed.length}`;
}

function storeOf(taught: readonly Taught[], learned: readonly Measured[]): string {
  const each = (value: (one: Taught) => unknown) => taught.map(value).join(" and ");
  const sum = (value: (one: Taught) => number) => taught.reduce((total, one) => total + value(one), 0);
  const alone = (suite: string) =>
    learned.find((one) => one.suite === suite)?.comparison.total.withLibrary ?? "–";
  return (
    `${sum(({ skills }) => skills)} skills, ${each(({ suite, skills }) => `${skills} of \`${suite}\``)}; ` +
    `${sum(({ wrong }) => wrong)} of them fail on score (${each(({ wrong }) => wrong)}). ` +
    `Right on score are ${each(({ suite, skills, wrong }) => `${skills - wrong} of \`${suite}\``)}; ` +
    `learned alone, ${each(({ suite }) => alone(suite))}.`
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
