import { candidateOf, type ChangeReport, type Skill, type SkillChange } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeDesk, type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan restore`: verifies a skill that left the library, and brings it back. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  return changeStore(invocation, async (desk) => {
    const skill = await requireSkill(desk.store, invocation.arguments[0] as string);
    if (skill.status === "quarantined") return fromQuarantine(skill, desk);
    return desk.store.change([await comeback(skill, desk)], desk.options);
  });
}

/** Where what it calls has got new versions since, it comes back as a new version that calls those. */
async function comeback(skill: Skill, { store }: ChangeDesk): Promise<SkillChange> {
  const { name, aliasOf } = skill;
  const uses = await Promise.all(
    skill.uses.map(async (pin) => ({ ...pin, digest: (await store.get(pin.name))?.digest ?? pin.digest })),
  );
  if (uses.every(({ digest }, i) => digest === skill.uses[i]?.digest))
    return { kind: "status", name, status: "active" };
  return aliasOf === undefined
    ? { kind: "put", candidate: { ...candidateOf(skill), uses } }
    : { kind: "alias", name, of: aliasOf };
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
