import { renameSkill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan rename`: gives a skill another name; the old one becomes an alias, so that callers keep working. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  const [from, to] = invocation.arguments as [string, string];
  return changeStore(invocation, async ({ store, options }) => {
    await requireSkill(store, from);
    return renameSkill(store, from, to, options);
  });
}
