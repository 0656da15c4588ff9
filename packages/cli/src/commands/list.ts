import type { Json, Skill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { everyStatus, storeNote } from "../programs/store-note.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan list`: the skills of the store, in order of name. */
export async function run({
  terminal,
  flags,
  config,
  json,
  quiet,
}: Invocation<{ all?: boolean }>): Promise<number> {
  const root = storeRoot(config.values, terminal.cwd);
  await using store = await openStore(root, config.values, { readOnly: true });
  const skills = await store.list(flags.all ? { status: everyStatus, aliases: true } : {});
  const refused = flags.all ? await store.quarantined() : [];
  const rows = [
    ...skills.map(rowOf),
    ...refused.map(({ candidate, refusal }) => ({
      name: candidate.name,
      status: "refused",
      signature: candidate.signature,
      uses: candidate.uses.length,
      lowerBound: 0,
      description: `${refusal.evaluator}: ${refusal.reason}`,
    })),
  ];
  if (json) for (const row of rows) printJson(terminal.stdout, { type: "skill", ...row });
  else if (rows.length > 0) printLines(terminal.stdout, tableOf(rows, flags.all === true, terminal.stdout));
  if (!quiet) {
    const note = await storeNote(store);
    terminal.stderr.write(`${count(skills.length, "skill")} in ${root}\n${note ? `${note}\n` : ""}`);
  }
  return 0;
}

type Row = Record<"name" | "status" | "signature" | "description", string> &
  Record<"uses" | "lowerBound", number>;

function rowOf({ name, status, signature, uses, evidence, description }: Skill): Row & Record<string, Json> {
  const { lowerBound } = evidence.checks;
  return { name, status, signature, uses: uses.length, lowerBound, description };
}

function tableOf(rows: Row[], withStatus: boolean, stream: TerminalStream): string[] {
  const columns = [
    { title: "name" },
    ...(withStatus ? [{ title: "status" }] : []),
    { title: "signature", flexible: true },
    { title: "uses", align: "right" as const },
    { title: "bound", align: "right" as const },
    { title: "description", flexible: true },
  ];
  const cells = rows.map(({ name, status, signature, uses, lowerBound, description }) => [
    name,
    ...(withStatus ? [status] : []),
    signature,
    String(uses),
    lowerBound > 0 ? lowerBound.toFixed(2) : "–",
    description,
  ]);
  return table(columns, cells, {
    width: stream.columns(),
    look: (line, row) => (row < 0 ? stream.style("dim", line) : line),
  });
}
