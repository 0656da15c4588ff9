import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeDesk, type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan restore`: verifies a skill that left the library, and brings it back. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  return changeStore(invocation, async (desk) => {
    const { name, status } = await requireSkill(desk.store, invocation.arguments[0] as string);
    if (status === "quarantined") await judgeFirst(name, desk);
    return desk.store.change([{ kind: "status", name, status: "active" }], desk.options);
  });
}

/** From quarantine a skill comes back as a candidate, and only one that is verified. */
async function judgeFirst(name: string, { store, options }: ChangeDesk): Promise<void> {
  const skill = await requireSkill(store, name);
  const verdict = await options.verify(skill, store);
  if (options.dryRun || "refused" in verdict) return;
  await store.transition(name, "candidate", options.reason, { by: options.by });
}
