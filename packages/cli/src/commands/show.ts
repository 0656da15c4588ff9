import { emptyTally, ledger } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { skillLines } from "../programs/skill-lines.ts";
import { replacementOf, skillVersion, standingText } from "../programs/skill-version.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan show`: everything about one skill, or one of its versions. */
export async function run(invocation: Invocation<{ source?: boolean }>): Promise<number> {
  const { terminal, flags, config, json } = invocation;
  const { stdout } = terminal;
  await using store = await openStore(storeRoot(config.values, terminal.cwd), config.values, {
    readOnly: true,
  });
  const skill = await skillVersion(store, invocation.arguments[0] as string);
  if (flags.source) {
    if (json) printJson(stdout, { type: "source", name: skill.name, source: skill.source });
    else stdout.writeData(skill.source);
    return 0;
  }
  const replacement = await replacementOf(store, skill);
  // Callers are of the version that stands in its place.
  const usedBy = replacement ? [] : (await store.usedBy(skill.name)).map(({ name }) => name);
  const tally = ledger(await store.uses(skill.name)).get(skill.digest) ?? emptyTally();
  if (json) {
    const replacedBy = replacement?.digest ?? null;
    printJson(stdout, {
      type: "skill",
      ...(skill as object),
      replacedBy,
      usedBy,
      tally: { ...(tally as object) },
    });
  } else {
    const standing = standingText(skill, replacement);
    printLines(stdout, skillLines(skill, { standing, usedBy, tally }, stdout));
  }
  return 0;
}
