import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan deprecate`: takes a skill, and what calls it, out of the library; it may come back. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  return changeStore(invocation, async ({ store, options }) => {
    const { name } = await requireSkill(store, invocation.arguments[0] as string);
    return store.change([{ kind: "status", name, status: "deprecated" }], options);
  });
}
