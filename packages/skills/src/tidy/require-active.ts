import { PortolanError, type Skill, type SkillReader } from "@portolan/core";

/**
 * The skill as the store holds it now: an earlier step may have pinned it anew.
 * @throws PortolanError `skill-unknown`
 */
export async function requireActive(reader: SkillReader, name: string): Promise<Skill> {
  const skill = await reader.get(name);
  if (skill?.status === "active") return skill;
  throw new PortolanError("skill-unknown", `The skill ${name} is not active any more.`, {
    value: name,
    next: "Plan again with `portolan tidy`.",
  });
}
