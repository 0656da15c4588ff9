import type { ChangeOptions, ChangeReport, Json, SkillChanged } from "@portolan/core";
import { changeVerifier, type FolderSkillStore } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { printJson } from "../output/print.ts";
import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";
import { grantedTools, type ToolFlags } from "./granted-tools.ts";
import { parseJson } from "./parse-json.ts";
import { requireStore } from "./require-store.ts";
import { shortDigest } from "./skill-version.ts";

/** The options that every change of the store takes. */
export interface ChangeFlags extends ToolFlags {
  reason?: string;
  by?: string;
  evidence?: string;
  dryRun?: boolean;
}

/** What a change has at hand: its reason, who asks, and what judges the skills that it touches. */
export interface ChangeDesk {
  store: FolderSkillStore;
  options: ChangeOptions;
}

/**
 * Opens the store, makes a change of it, and prints what became of each skill.
 * @param action plans and makes the change
 * @param then told after a change that was made, for what else there is to say
 * @returns 1 when the change was refused: then nothing has changed
 */
export async function changeStore<Flags extends ChangeFlags>(
  invocation: Invocation<Flags>,
  action: (desk: ChangeDesk) => Promise<ChangeReport>,
  then: (desk: ChangeDesk) => Promise<void> = async () => {},
): Promise<number> {
  const { terminal, flags, config, quiet } = invocation;
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  const given = optionsOf(flags);
  const granted = await grantedTools(invocation);
  await using store = await openStore(root, config.values);
  await using sandbox = await openSandbox(config.values);
  const note = (): void => terminal.stderr.write(`${interruptNotice}\n`);
  return await withInterrupt(terminal, note, async (signal) => {
    const verify = changeVerifier(sandbox, { by: given.by, ...granted, signal });
    const desk = { store, options: { ...given, verify } };
    const report = await action(desk);
    print(report, invocation);
    if (report.refused) return 1;
    await then(desk);
    if (!quiet) terminal.stderr.write(`${closing(report, flags.dryRun === true)}\n`);
    return 0;
  });
}

function optionsOf({ reason, by, evidence, dryRun }: ChangeFlags): Omit<ChangeOptions, "verify"> {
  if (!reason?.trim()) {
    throw wrongUsage("--reason is missing.", reason, "Say why, for the history: --reason 'it is faster'.");
  }
  return {
    reason,
    by: by ?? "the command line",
    ...(evidence !== undefined && { evidence: evidenceOf(evidence) }),
    ...(dryRun && { dryRun }),
  };
}

function evidenceOf(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrongUsage("--evidence is not JSON.", text, `Quote a text, as in --evidence '"ticket 12"'.`);
  }
}

function print(
  { id, done, refused }: ChangeReport,
  { terminal, json, flags }: Invocation<ChangeFlags>,
): void {
  const { stdout, stderr } = terminal;
  if (json) {
    const dryRun = flags.dryRun === true;
    for (const one of done)
      printJson(stdout, { type: "changed", id, ...one, from: one.from ?? null, dryRun });
    if (refused) printJson(stdout, { type: "refused", ...refused });
    return;
  }
  for (const one of done) stdout.write(`${stdout.style("green", "✓")} ${changedText(one)}\n`);
  if (refused)
    stderr.write(`${stderr.style("red", "✗")} ${refused.name}: ${refused.reason}. Nothing was changed.\n`);
}

function changedText({ name, from, to, change }: SkillChanged): string {
  const versions =
    from === undefined || from === to ? shortDigest(to) : `${shortDigest(from)} → ${shortDigest(to)}`;
  return `${name}  ${change}  ${versions}`;
}

function closing({ id, done }: ChangeReport, dryRun: boolean): string {
  if (done.length === 0) return "Nothing to change: it is so already.";
  if (dryRun) return "Only tried: nothing was changed.";
  // A revert would be refused.
  if (done.some(({ change }) => change === "revoked"))
    return `Change ${id}. A revoked program does not come back; what calls it can, once it calls something else.`;
  return `Change ${id}; \`portolan revert ${id}\` undoes it.`;
}
