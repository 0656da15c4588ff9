import type { ImportOutcome } from "@portolan/skills";
import { count, percent } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { ifHidden } from "../programs/verified-line.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** How outcomes are told. */
export interface OutcomeStyle {
  terminal: Terminal;
  json: boolean;
  /** Says what would happen. */
  dryRun: boolean;
}

type Kind = ImportOutcome["outcome"];

const words: Readonly<Record<Kind, string>> = {
  admitted: "admitted",
  known: "here already",
  candidate: "stays a candidate",
  conflict: "conflict",
  skipped: "skipped",
};

/** One outcome: a line, and the next step below it. */
export function printOutcome(outcome: ImportOutcome, { terminal, json, dryRun }: OutcomeStyle): void {
  const { stdout } = terminal;
  if (json) {
    printJson(stdout, { type: "import", ...JSON.parse(JSON.stringify(outcome)), dryRun });
    return;
  }
  const { name, reason, next, checks } = outcome;
  const good = outcome.outcome === "admitted" || (outcome.outcome === "known" && reason === undefined);
  const mark = good
    ? stdout.style("green", "✓")
    : stdout.style(outcome.outcome === "conflict" ? "red" : "yellow", "–");
  const what = dryRun && outcome.outcome === "admitted" ? "would be admitted" : words[outcome.outcome];
  const such = checks?.runs ? "worlds" : `inputs${ifHidden}`;
  const bound = checks && checks.lowerBound > 0 ? ` (≥ ${percent(checks.lowerBound)} of such ${such})` : "";
  const cases = checks ? `, right on ${count(checks.examples + checks.cases, "case")}${bound}` : "";
  stdout.write(`${mark} ${name}  ${what}${cases}${reason === undefined ? "" : `: ${reason}`}\n`);
  if (next !== undefined) stdout.write(`  next: ${next}\n`);
}

/** `3 admitted, 1 conflict.` */
export function outcomeSummary(outcomes: readonly ImportOutcome[], dryRun: boolean): string {
  const kinds: Kind[] = ["admitted", "known", "candidate", "conflict", "skipped"];
  const parts = kinds.flatMap((kind) => {
    const number = outcomes.filter(({ outcome }) => outcome === kind).length;
    if (number === 0) return [];
    const name = kind === "candidate" ? count(number, "candidate") : `${number} ${words[kind]}`;
    return [kind === "conflict" ? count(number, "conflict") : name];
  });
  const text = parts.length === 0 ? "Nothing to import" : parts.join(", ");
  return dryRun ? `${text}; nothing was written (--dry-run).` : `${text}.`;
}
