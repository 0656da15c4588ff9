import type { Skill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { skillLines } from "../programs/skill-lines.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan show`: everything about one skill. */
export async function run(invocation: Invocation<{ source?: boolean }>): Promise<number> {
  const { terminal, flags, config, json } = invocation;
  const { stdout } = terminal;
  await using store = await openStore(storeRoot(config.values, terminal.cwd), config.values, {
    readOnly: true,
  });
  const skill = await requireSkill(store, invocation.arguments[0] as string);
  if (flags.source) {
    if (json) printJson(stdout, { type: "source", name: skill.name, source: skill.source });
    else stdout.writeData(skill.source);
    return 0;
  }
  const usedBy = callersOf(skill, await store.list());
  if (json) printJson(stdout, { type: "skill", ...(skill as object), usedBy });
  else printLines(stdout, skillLines(skill, usedBy, stdout));
  return 0;
}

function callersOf({ name }: Skill, library: Skill[]): string[] {
  return library.filter(({ uses }) => uses.some((callee) => callee.name === name)).map((skill) => skill.name);
}
