import type { ImportOutcome } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { outcomeSummary, printOutcome } from "../exchange/outcome-lines.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { candidateVerifier } from "../programs/verify-candidate.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface ImportFlags extends ToolFlags {
  verify?: boolean;
  as?: string;
  prefix?: string;
  dryRun?: boolean;
}

/** `portolan import`: takes skills from elsewhere; each is verified here before it is one. */
export async function run(invocation: Invocation<ImportFlags>): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const [source, ...names] = invocation.arguments as [string, ...string[]];
  const root = storeRoot(config, terminal.cwd);
  const { importSkills, newestOffers, readSource } = await import("@portolan/skills");
  const granted = await grantedTools(invocation);
  await using sandbox = await openSandbox(config);
  await using store = await openStore(root, config, { readOnly: flags.dryRun === true });
  const outcomes: ImportOutcome[] = [];
  await withInterrupt(
    terminal,
    () => {},
    async (signal) => {
      const read = await readSource(source, {
        cwd: terminal.cwd,
        declare: (modules) => sandbox.declare(modules),
        by: "portolan import",
        signal,
      });
      const { offers, skipped } = chosen(newestOffers(read), names);
      const rename = renaming(flags, offers.length);
      const verify = flags.verify === false ? undefined : candidateVerifier(sandbox, { ...granted, signal });
      const onOutcome = (outcome: ImportOutcome): void => {
        outcomes.push(outcome);
        printOutcome(outcome, { terminal, json, dryRun: flags.dryRun === true });
      };
      await importSkills(
        store,
        { offers, skipped },
        { verify, rename, dryRun: flags.dryRun, onOutcome, signal },
      );
    },
  );
  if (!quiet) terminal.stderr.write(`${outcomeSummary(outcomes, flags.dryRun === true)}\n`);
  return outcomes.every(isWell(flags.verify !== false)) ? 0 : 1;
}

type Read = Awaited<ReturnType<typeof import("@portolan/skills").readSource>>;

/** The named skills, and what they call. */
function chosen({ offers, skipped }: Read, names: readonly string[]): Read {
  if (names.length === 0) return { offers, skipped };
  const byName = new Map(offers.map((offer) => [offer.candidate.name, offer]));
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const pin of byName.get(name)?.candidate.uses ?? []) want(pin.name);
  };
  for (const name of names) {
    if (!byName.has(name))
      throw wrongUsage(
        `The source has no skill named ${name}.`,
        name,
        "Import without a name to see what it has.",
      );
    want(name);
  }
  return { offers: offers.filter(({ candidate }) => wanted.has(candidate.name)), skipped: [] };
}

function renaming({ as, prefix }: ImportFlags, offers: number): ((name: string) => string) | undefined {
  if (as !== undefined && prefix !== undefined)
    throw wrongUsage("--as and --prefix are given together.", as, "Give one of them.");
  if (prefix !== undefined) return (name) => `${prefix}${name}`;
  if (as === undefined) return undefined;
  if (offers === 1) return () => as;
  throw wrongUsage(
    `--as names one skill, and ${offers} would be imported.`,
    as,
    "Name the skill after the source, or use --prefix; what a skill calls is imported with it.",
  );
}

function isWell(verifying: boolean): (outcome: ImportOutcome) => boolean {
  return ({ outcome }) =>
    outcome === "admitted" || outcome === "known" || (outcome === "candidate" && !verifying);
}
