import { digestOf, type Skill, type SkillStatus, type SkillStore } from "@portolan/core";

/** A store as a merge reads it. */
export type MergeReader = Pick<SkillStore, "list" | "versions" | "history" | "uses">;

/** A skill of one side. */
export interface MergeSkill {
  skill: Skill;
  /** What its versions were, oldest first, the current one last: programs, whatever they are pinned to. */
  lineage: string[];
  /** Why it has its status, where that is not because of what it calls. */
  reason?: string;
  /** Set when it has its status because of what it calls. */
  callee?: string;
}

/** The skills of one side by name. */
export type MergeSide = ReadonlyMap<string, MergeSkill>;

const everyStatus: SkillStatus[] = ["candidate", "active", "deprecated", "revoked", "quarantined"];

/** Reads a store for a merge. */
export async function mergeSide(store: MergeReader): Promise<MergeSide> {
  const skills = await store.list({ status: everyStatus, aliases: true });
  const side = new Map<string, MergeSkill>();
  for (const skill of skills) {
    const versions = await store.versions(skill.name);
    const last = (await store.history(skill.name)).at(-1);
    const isOwn = last?.status === skill.status && last.callee === undefined && last.reason !== "";
    const callee = last?.status === skill.status ? last.callee : undefined;
    side.set(skill.name, {
      skill,
      lineage: programsOf(versions),
      ...(isOwn && { reason: last.reason }),
      ...(callee !== undefined && { callee }),
    });
  }
  return side;
}

/**
 * What two versions have in common that differ only in the versions of what they call: when a callee changes on one side,
 * its callers are pinned anew there, and that is no change of theirs.
 */
export function programOf({ source, signature, uses }: Pick<Skill, "source" | "signature" | "uses">): string {
  return digestOf({ source, signature, uses: uses.map(({ name }) => name) });
}

function programsOf(versions: readonly Skill[]): string[] {
  return withoutRepeats(versions.map(programOf));
}

/** Without what follows upon its like. */
export function withoutRepeats(programs: readonly string[]): string[] {
  return programs.filter((program, i) => program !== programs[i - 1]);
}
