import { nearestNames, PortolanError, type Skill, type SkillStore } from "@portolan/core";

/**
 * The skill of that name, in whatever status.
 * @param by what imports it, for the message
 * @throws PortolanError `skill-unknown` with the nearest names, `skill-invalid` when its folder is broken
 */
export async function requireSkill(store: SkillStore, name: string, by?: string): Promise<Skill> {
  // A name that no folder of a store can have is not looked up: it could lead out of the store.
  const skill = /^[a-z][a-z0-9-]*$/.test(name) ? await store.get(name) : undefined;
  if (skill) return skill;
  const near = nearestNames(
    name,
    (await store.list()).map((one) => one.name),
  );
  throw new PortolanError(
    "skill-unknown",
    `There is no skill named ${name}${by === undefined ? "" : `, which ${by} imports`}.`,
    {
      value: name,
      next:
        near.length > 0
          ? `Did you mean ${near.join(" or ")}?`
          : "`portolan list` shows the skills of the store.",
    },
  );
}

/**
 * Says why a program was denied a skill that it imports.
 * @throws PortolanError `skill-unknown`, `skill-invalid`; nothing where it was denied something else
 */
export async function explainDenial(specifier: string, by: string, store: SkillStore): Promise<void> {
  const name = /^#skills\/(.+)$/.exec(specifier)?.[1];
  if (name === undefined) return;
  const { status } = await requireSkill(store, name, by);
  const why =
    status === "active" ? "calls a skill that is missing, broken or no longer active" : `is ${status}`;
  throw new PortolanError("skill-invalid", `${by} imports the skill ${name}, which ${why}.`, {
    value: specifier,
    next: "Import another skill; `portolan list` shows those that programs can call.",
  });
}
