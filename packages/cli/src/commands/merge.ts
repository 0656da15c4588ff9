import { basename, resolve } from "node:path";
import type { MergeOutcome } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { requireStore } from "../programs/require-store.ts";
import { candidateVerifier } from "../programs/verify-candidate.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface MergeFlags extends ToolFlags {
  base?: string;
  statuses?: boolean;
  dryRun?: boolean;
}

/** `portolan merge`: brings over what only the other store changed, when it passes here. */
export async function run(invocation: Invocation<MergeFlags>): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const root = storeRoot(config, terminal.cwd);
  const other = resolve(terminal.cwd, invocation.arguments[0] as string);
  if (other === root) throw wrongUsage("A store is not merged into itself.", other, "Name another store.");
  await requireStore(other);
  const base = flags.base === undefined ? undefined : resolve(terminal.cwd, flags.base);
  if (base !== undefined) await requireStore(base);
  const { mergeStores } = await import("@portolan/skills");
  const dryRun = flags.dryRun === true;
  const granted = await grantedTools(invocation);
  await using sandbox = await openSandbox(config);
  await using ours = await openStore(root, config, { readOnly: dryRun });
  await using theirs = await openStore(other, config, { readOnly: true });
  await using common = base === undefined ? undefined : await openStore(base, config, { readOnly: true });
  const outcomes = await withInterrupt(
    terminal,
    () => {},
    (signal) =>
      mergeStores(ours, theirs, {
        verify: candidateVerifier(sandbox, { ...granted, signal }),
        from: `store:${basename(other)}`,
        by: "portolan merge",
        ...(common && { base: common }),
        statuses: flags.statuses === true,
        dryRun,
        signal,
        onOutcome: (outcome) => print(outcome, terminal, json, dryRun),
      }),
  );
  if (!quiet) terminal.stderr.write(`${summary(outcomes, dryRun)}\n`);
  return outcomes.some(({ outcome }) => outcome === "conflict" || outcome === "candidate") ? 1 : 0;
}

const words: Readonly<Record<MergeOutcome["outcome"], string>> = {
  added: "added",
  updated: "updated",
  candidate: "stays a candidate",
  conflict: "conflict",
  status: "status taken over",
  "status-there": "trusted less there",
  left: "left there",
};

function print(outcome: MergeOutcome, { stdout }: Terminal, json: boolean, dryRun: boolean): void {
  if (json) return printJson(stdout, { type: "merge", ...outcome, dryRun });
  const { name, reason, next } = outcome;
  const isGood = outcome.outcome === "added" || outcome.outcome === "updated" || outcome.outcome === "status";
  const mark = isGood
    ? stdout.style("green", "✓")
    : stdout.style(outcome.outcome === "conflict" ? "red" : "yellow", "–");
  const what = `${dryRun && isGood ? "would be " : ""}${words[outcome.outcome]}`;
  stdout.write(`${mark} ${name}  ${what}${reason === undefined ? "" : `: ${reason}`}\n`);
  if (next !== undefined) stdout.write(`  next: ${next}\n`);
}

function summary(outcomes: readonly MergeOutcome[], dryRun: boolean): string {
  const of = (kind: MergeOutcome["outcome"]): number =>
    outcomes.filter(({ outcome }) => outcome === kind).length;
  const parts = [
    [of("added"), "added"],
    [of("updated"), "updated"],
    [of("status"), "with their status"],
    [of("status-there"), "trusted less there"],
    [of("left"), "left there"],
  ] as const;
  const texts = parts.flatMap(([number, text]) => (number === 0 ? [] : [`${number} ${text}`]));
  if (of("candidate") > 0) texts.push(count(of("candidate"), "candidate"));
  if (of("conflict") > 0) texts.push(count(of("conflict"), "conflict"));
  const text = texts.length === 0 ? "Nothing to merge" : texts.join(", ");
  return dryRun ? `${text}; nothing was judged or written (--dry-run).` : `${text}.`;
}
