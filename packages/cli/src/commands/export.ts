import { resolve } from "node:path";
import type { ExportFormat } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { requireStore } from "../programs/require-store.ts";
import { openStore, storeRoot } from "../wire.ts";

interface ExportFlags {
  format?: string;
  agentSkills?: boolean;
  callees?: boolean;
  allVersions?: boolean;
  force?: boolean;
}

const formats: readonly ExportFormat[] = ["agent-skills", "jsonl", "parquet"];

/** `portolan export`: writes active skills for other stores, agents and tables. */
export async function run({
  terminal,
  flags,
  arguments: given,
  config,
  json,
  quiet,
}: Invocation<ExportFlags>): Promise<number> {
  const [target, ...names] = given as [string, ...string[]];
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  const { exportSkills } = await import("@portolan/skills");
  await using store = await openStore(root, config.values, { readOnly: true });
  const report = await exportSkills(store, {
    path: resolve(terminal.cwd, target),
    cwd: terminal.cwd,
    format: formatOf(flags),
    names,
    withCallees: flags.callees !== false,
    allVersions: flags.allVersions === true,
    force: flags.force === true,
  });
  if (json) printJson(terminal.stdout, { type: "export", target, ...JSON.parse(JSON.stringify(report)) });
  else for (const name of report.skills) terminal.stdout.write(`${name}\n`);
  if (!quiet) {
    for (const { name, reason } of report.skipped)
      terminal.stderr.write(`${name} was left out: ${reason}.\n`);
    terminal.stderr.write(`${count(report.skills.length, "skill")} in ${target} (${report.format}).\n`);
  }
  return report.skipped.length === 0 ? 0 : 1;
}

function formatOf({ format: text, agentSkills }: ExportFlags): ExportFormat | undefined {
  if (agentSkills === true && text !== undefined && text !== "agent-skills")
    throw wrongUsage("--agent-skills and --format exclude each other.", text, "Give one of the two.");
  if (text === undefined) return agentSkills === true ? "agent-skills" : undefined;
  const format = formats.find((one) => one === text);
  if (format) return format;
  throw wrongUsage(`There is no format "${text}".`, text, `Use ${formats.join(", ")}.`);
}
