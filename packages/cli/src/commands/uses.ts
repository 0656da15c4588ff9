import { creditOf, creditText, emptyTally, ledger, type UseRecord, useText } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { grouped } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { shortDigest } from "../programs/skill-version.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan uses`: every use of a skill and every trial without it, and what they come to for its current version. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, config, json } = invocation;
  const { stdout } = terminal;
  const root = storeRoot(config.values, terminal.cwd);
  await using store = await openStore(root, config.values, { readOnly: true });
  const { name, digest } = await requireSkill(store, invocation.arguments[0] as string);
  const { use = [], trial = [] } = Object.groupBy(await store.uses(name), ({ type }) => type);
  const records = [...use, ...trial];
  const tally = ledger(records).get(digest) ?? emptyTally();
  if (json) {
    for (const record of records) printJson(stdout, { ...(record as object), origin: record.origin ?? null });
    printJson(stdout, { type: "tally", name, digest, ...(tally as object), credit: { ...creditOf(tally) } });
    return 0;
  }
  const rows = records.map(cellsOf);
  if (rows.length > 0) printLines(stdout, [...table(columns, rows, { width: stdout.columns() }), ""]);
  const title = stdout.style("bold", `${name}@${shortDigest(digest)}`);
  printLines(stdout, [`${title}  ${useText(tally)}`, creditText(tally)]);
  return 0;
}

const columns = [
  { title: "version" },
  { title: "task", flexible: true },
  { title: "what" },
  { title: "outcome", flexible: true },
  { title: "evaluations", align: "right" as const },
  { title: "from" },
];

function cellsOf(record: UseRecord): string[] {
  const from = record.origin ?? "here";
  const version = shortDigest(record.skill.digest);
  if (record.type === "use") {
    const fault = record.blamed ? ": this skill" : record.cause === undefined ? "" : `: ${record.cause}`;
    const what = record.program === undefined ? "whole task" : `call, attempt ${record.attempt}`;
    const spent = grouped(record.spent.evaluations);
    return [version, record.task, what, `${record.outcome}${fault}`, spent, from];
  }
  const spent = `${grouped(record.with.spent.evaluations)} / ${grouped(record.without.spent.evaluations)}`;
  const outcome = `${side(record.with)} with it, ${side(record.without)} without`;
  return [version, record.task, `trial, seed ${record.seed}`, outcome, spent, from];
}

function side({ solved }: { solved: boolean }): string {
  return solved ? "solved" : "not solved";
}
