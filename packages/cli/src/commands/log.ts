import type { HistoryEntry } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { shortDigest } from "../programs/skill-version.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan log`: the versions and changes of status of a skill, oldest first: what, why, by whom. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, config, json } = invocation;
  const { stdout } = terminal;
  const root = storeRoot(config.values, terminal.cwd);
  await using store = await openStore(root, config.values, { readOnly: true });
  const { name } = await requireSkill(store, invocation.arguments[0] as string);
  const entries = await store.history(name);
  if (json) for (const entry of entries) printJson(stdout, { type: "entry", name, ...entryJson(entry) });
  else printLines(stdout, table(columns, entries.map(cellsOf), { width: stdout.columns() }));
  return 0;
}

const columns = [
  { title: "version", align: "right" as const },
  { title: "digest" },
  { title: "status" },
  { title: "change" },
  { title: "by" },
  { title: "why", flexible: true },
];

function cellsOf({ version, digest, status, change, by, reason, evidence }: HistoryEntry): string[] {
  const shown = evidence === undefined ? "" : ` (${JSON.stringify(evidence)})`;
  return [String(version), shortDigest(digest), status, change ?? "–", by ?? "–", `${reason}${shown}`];
}

function entryJson({ version, digest, status, reason, by, change, callee, evidence }: HistoryEntry) {
  const absent = {
    by: by ?? null,
    change: change ?? null,
    callee: callee ?? null,
    evidence: evidence ?? null,
  };
  return { version, digest, status, reason, ...absent };
}
