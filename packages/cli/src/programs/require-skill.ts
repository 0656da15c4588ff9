import { PortolanError, type Skill, type SkillStore } from "@portolan/core";

/**
 * The skill of that name, in whatever status.
 * @throws PortolanError `skill-unknown` with the nearest names, `skill-invalid` when its folder is broken
 */
export async function requireSkill(store: SkillStore, name: string): Promise<Skill> {
  // A name that no folder of a store can have is not looked up: it could lead out of the store.
  const skill = /^[a-z][a-z0-9-]*$/.test(name) ? await store.get(name) : undefined;
  if (skill) return skill;
  const near = nearest(
    name,
    (await store.list()).map((one) => one.name),
  );
  throw new PortolanError("skill-unknown", `There is no skill named ${name}.`, {
    value: name,
    next:
      near.length > 0
        ? `Did you mean ${near.join(" or ")}?`
        : "`portolan list` shows the skills of the store.",
  });
}

/** Up to three names that share most with a name, best first. */
function nearest(name: string, names: readonly string[]): string[] {
  const wanted = pairsOf(name);
  const scored = names.map((candidate) => {
    const pairs = pairsOf(candidate);
    const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
    return { candidate, likeness: (2 * shared) / (wanted.size + pairs.size) };
  });
  const close = scored.filter(({ likeness }) => likeness > 0.5);
  return close
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function pairsOf(text: string): Set<string> {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2)));
}
