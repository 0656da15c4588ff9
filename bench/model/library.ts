import { type Candidate, candidateOf, functionNameOf, type Skill, skillDigest } from "@portolan/core";
import { openSkillStore } from "@portolan/skills";

/**
 * Skills like those that ship: each leaf of that library as often as it takes, under names of its own and with a word more in its
 * description, so that sizes and wordings are those of real ones.
 */
export async function libraryOf(size: number): Promise<Skill[]> {
  await using store = await openSkillStore({ root: "skills-store", readOnly: true });
  const leaves = (await store.list()).filter(({ uses }) => uses.length === 0);
  return Array.from({ length: size }, (_, i) =>
    copyOf(leaves[i % leaves.length] as Skill, Math.floor(i / leaves.length)),
  );
}

/** The skill as one that asks for admission. */
export function asCandidate(skill: Skill): Candidate {
  return candidateOf(skill);
}

function copyOf(skill: Skill, number: number): Skill {
  if (number === 0) return skill;
  const name = `${skill.name.slice(0, 56)}-v${number}`;
  const source = skill.source.replaceAll(
    new RegExp(`\\b${functionNameOf(skill.name)}\\b`, "g"),
    functionNameOf(name),
  );
  const copy = { ...skill, name, source, description: `${skill.description} Variant ${number}.` };
  return { ...copy, digest: skillDigest(copy) };
}
