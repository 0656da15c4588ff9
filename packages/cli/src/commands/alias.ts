import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan alias`: makes a name another one of a skill; a skill that has the name gives way, once its cases pass. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  const [name, of] = invocation.arguments as [string, string];
  return changeStore(invocation, async ({ store, options }) => {
    await requireSkill(store, of);
    return store.change([{ kind: "alias", name, of }], options);
  });
}
