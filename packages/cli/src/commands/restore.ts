import type { ChangeReport, Skill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeDesk, type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan restore`: verifies a skill that left the library, and brings it back. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  return changeStore(invocation, async (desk) => {
    const skill = await requireSkill(desk.store, invocation.arguments[0] as string);
    if (skill.status === "quarantined") return fromQuarantine(skill, desk);
    return desk.store.change([{ kind: "status", name: skill.name, status: "active" }], desk.options);
  });
}

/** From quarantine a skill comes back as a candidate, and only one that is verified. */
async function fromQuarantine(skill: Skill, { store, options }: ChangeDesk): Promise<ChangeReport> {
  const { name, digest } = skill;
  const verdict = await options.verify(skill, store);
  if ("refused" in verdict) return { id: "", done: [], refused: { name, reason: verdict.refused } };
  if (options.dryRun) return { id: "", done: [{ name, from: digest, to: digest, change: "active" }] };
  await store.transition(name, "candidate", options.reason, { by: options.by });
  return store.change([{ kind: "status", name, status: "active" }], options);
}
