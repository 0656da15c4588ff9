import type { SkillRef } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan revoke`: takes a wrong skill out of the library for good, and says what it may have misled. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  const name = invocation.arguments[0] as string;
  return changeStore(
    invocation,
    async ({ store, options }) => {
      await requireSkill(store, name);
      return store.change([{ kind: "status", name, status: "revoked" }], options);
    },
    async ({ store }) => tell(await store.descendants(name), invocation),
  );
}

/** A skill that was written with a wrong one in view may have its fault without calling it. */
function tell(descendants: SkillRef[], { terminal, json, quiet }: Invocation): void {
  const { stdout, stderr } = terminal;
  if (json) for (const one of descendants) printJson(stdout, { type: "descendant", ...one });
  else
    printLines(
      stdout,
      descendants.map(({ name }) => `  ${name}`),
    );
  if (quiet || descendants.length === 0) return;
  const names = descendants.map(({ name }) => name).join(" ");
  const skills = count(descendants.length, "skill was", "skills were");
  stderr.write(`${skills} written while it was shown. Judge them again: portolan verify ${names}\n`);
}
