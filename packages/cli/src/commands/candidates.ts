import type { StoredCandidate } from "@portolan/core";
import type { ImportOutcome } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import { outcomeSummary, printOutcome } from "../exchange/outcome-lines.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { requireStore } from "../programs/require-store.ts";
import { candidateVerifier } from "../programs/verify-candidate.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface CandidateFlags extends ToolFlags {
  verify?: boolean;
  dryRun?: boolean;
  source?: boolean;
  delete?: boolean;
}

/** `portolan candidates`: what was imported and is no skill; with `--verify` it is judged again. */
export async function run(invocation: Invocation<CandidateFlags>): Promise<number> {
  const { terminal, flags, json, quiet, config } = invocation;
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  const readOnly = (!flags.verify && !flags.delete) || flags.dryRun === true;
  await using store = await openStore(root, config.values, { readOnly });
  const records = named(await store.candidates(), invocation.arguments);
  if (flags.source) {
    terminal.stdout.writeData(onlyOne(records).candidate.source);
    return 0;
  }
  if (flags.delete && invocation.arguments.length === 0)
    throw wrongUsage("--delete needs to know which.", "--delete", "Name the candidates, by name or digest.");
  if (flags.verify) return verify(invocation, store, records);
  if (flags.delete && !flags.dryRun)
    for (const { candidate, digest } of records) await store.settle({ name: candidate.name, digest });
  if (json)
    for (const record of records) printJson(terminal.stdout, { type: "candidate", ...jsonOf(record) });
  else if (records.length > 0) printLines(terminal.stdout, linesOf(records, terminal.stdout));
  const what = flags.delete ? `${flags.dryRun ? "would be " : ""}deleted from` : "in";
  if (!quiet) terminal.stderr.write(`${count(records.length, "candidate")} ${what} ${root}\n`);
  return 0;
}

async function verify(
  invocation: Invocation<CandidateFlags>,
  store: Awaited<ReturnType<typeof openStore>>,
  records: readonly StoredCandidate[],
): Promise<number> {
  const { terminal, flags, json, quiet, config } = invocation;
  const granted = await grantedTools(invocation);
  const { importSkills } = await import("@portolan/skills");
  await using sandbox = await openSandbox(config.values);
  const dryRun = flags.dryRun === true;
  const outcomes: ImportOutcome[] = [];
  await withInterrupt(
    terminal,
    () => {},
    (signal) =>
      importSkills(
        store,
        { offers: [...records], skipped: [] },
        {
          verify: candidateVerifier(sandbox, { ...granted, signal }),
          dryRun,
          signal,
          onOutcome: (outcome) => {
            outcomes.push(outcome);
            printOutcome(outcome, { terminal, json, dryRun });
          },
        },
      ),
  );
  if (!quiet) terminal.stderr.write(`${outcomeSummary(outcomes, dryRun)}\n`);
  return outcomes.every(({ outcome }) => outcome === "admitted" || outcome === "known") ? 0 : 1;
}

/** Those of these names or digests, of which the first six digits are enough. */
function named(records: StoredCandidate[], names: readonly string[]): StoredCandidate[] {
  for (const name of names) {
    if (!records.some((record) => isMeant(record, name)))
      throw wrongUsage(`There is no candidate named ${name}.`, name, "`portolan candidates` lists them.");
  }
  return names.length === 0
    ? records
    : records.filter((record) => names.some((name) => isMeant(record, name)));
}

function isMeant({ candidate, digest }: StoredCandidate, name: string): boolean {
  return candidate.name === name || (name.length >= 6 && digest.startsWith(name));
}

function onlyOne(records: readonly StoredCandidate[]): StoredCandidate {
  const [record] = records;
  if (record && records.length === 1) return record;
  throw wrongUsage(
    `--source prints one candidate, and these are ${records.length}.`,
    records.map(({ candidate }) => candidate.name).join(", "),
    "Name one; of several of one name, by its digest.",
  );
}

function jsonOf({ candidate, digest, origin, reason }: StoredCandidate) {
  const { name, signature, description, evals } = candidate;
  const { from, author = null, licence = null, version = null } = origin;
  const cases = evals.examples.length + evals.cases.length;
  return {
    name,
    digest,
    signature,
    description,
    cases,
    from,
    author,
    licence,
    version,
    reason: reason ?? null,
  };
}

function linesOf(records: readonly StoredCandidate[], stream: TerminalStream): string[] {
  const columns = [
    { title: "name" },
    { title: "digest" },
    { title: "from", flexible: true },
    { title: "cases", align: "right" as const },
    { title: "why it is no skill", flexible: true },
  ];
  const cells = records.map(({ candidate: { name, evals }, digest, origin, reason }) => [
    name,
    digest.slice(0, 12),
    origin.from,
    String(evals.examples.length + evals.cases.length),
    reason ?? "nobody judged it here",
  ]);
  return table(columns, cells, {
    width: stream.columns(),
    look: (line, row) => (row < 0 ? stream.style("dim", line) : line),
  });
}
