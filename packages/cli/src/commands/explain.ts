import { explainSkill, ledger } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { requireStore } from "../programs/require-store.ts";
import { skillVersion } from "../programs/skill-version.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan explain`: why a skill is trusted, what is not known of it, and what would make it fall. */
export async function run({ terminal, config, json, arguments: [name] }: Invocation): Promise<number> {
  const { stdout } = terminal;
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  await using store = await openStore(root, config.values, { readOnly: true });
  const skill = await skillVersion(store, name as string);
  const tally = ledger(await store.uses(skill.name)).get(skill.digest);
  const explanation = explainSkill(skill, await store.history(skill.name), tally);
  const { summary, because, unknown, fallsIf } = explanation;
  if (json) {
    const { name: called, digest, status, evidence } = skill;
    printJson(stdout, {
      type: "explanation",
      name: called,
      digest,
      status,
      checks: evidence.checks,
      ...explanation,
    });
    return 0;
  }
  const part = (title: string, lines: readonly string[]): string[] => [
    "",
    stdout.style("bold", title),
    ...lines.map((line) => `  - ${line}`),
  ];
  printLines(stdout, [
    summary,
    ...part("Why it is trusted", because),
    ...part("What is not known", unknown),
    ...part("What would make it fall", fallsIf),
  ]);
  return 0;
}
