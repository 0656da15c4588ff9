import { type SkillStore, type UseRecord, useId } from "@portolan/core";

type UsesHere = Pick<SkillStore, "get" | "uses" | "recordUses">;

/**
 * Takes over what another store says of the use of skills that are here, as a claim of that store: it is shown, and counts nothing
 * here. What is known here already, since both stores come from one, stays what it is.
 */
export async function mergeUses(
  ours: UsesHere,
  theirs: Pick<SkillStore, "uses">,
  from: string,
): Promise<void> {
  const known = new Set((await ours.uses()).map((record) => useId(withoutOrigin(record))));
  const fresh: UseRecord[] = [];
  for (const record of await theirs.uses()) {
    if (known.has(useId(withoutOrigin(record)))) continue;
    const { name, digest } = record.skill;
    // A broken folder here is for `store check`.
    const skill = await ours.get(name, digest).catch(() => undefined);
    if (skill) fresh.push({ ...record, origin: record.origin ?? from });
  }
  await ours.recordUses(fresh);
}

function withoutOrigin(record: UseRecord): UseRecord {
  return { ...record, origin: undefined };
}
