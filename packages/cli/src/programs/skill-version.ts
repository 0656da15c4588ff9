import type { Skill } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import { wrongUsage } from "../command-line/usage-error.ts";
import { requireSkill } from "./require-skill.ts";

const leastDigits = 4;

/**
 * A skill as it stands, or the version that `NAME@DIGEST-PREFIX` names.
 * @throws PortolanError `usage` for a prefix that is too short, fits no version, or fits several, which are listed
 */
export async function skillVersion(store: FolderSkillStore, text: string): Promise<Skill> {
  const [name, prefix] = text.split("@") as [string, string?];
  const current = await requireSkill(store, name);
  if (prefix === undefined) return current;
  if (!new RegExp(`^[0-9a-f]{${leastDigits},64}$`).test(prefix)) {
    throw wrongUsage(
      "A version is named by at least 4 hexadecimal digits of its digest.",
      text,
      `\`portolan log ${name}\` shows the digests.`,
    );
  }
  // A program that came back is two versions of one digest: the later one counts.
  const versions = new Map((await store.versions(name)).map((version) => [version.digest, version]));
  const found = [...versions.values()].filter(({ digest }) => digest.startsWith(prefix));
  const [first] = found;
  if (first && found.length === 1) return first;
  const listed = (found.length > 0 ? found : [...versions.values()]).map(({ digest }) => digest.slice(0, 12));
  throw wrongUsage(
    found.length > 0 ? `${found.length} versions of ${name} begin so.` : `No version of ${name} begins so.`,
    text,
    `There are ${listed.join(", ")}.`,
  );
}

/** The version that stands in the place of an earlier one; `undefined` for the current one. */
export async function replacementOf(
  store: FolderSkillStore,
  { name, digest }: Skill,
): Promise<Skill | undefined> {
  const current = await store.get(name);
  return current?.digest === digest ? undefined : current;
}

/** `active`, or by what it was replaced. */
export function standingText({ status }: Skill, replacement: Skill | undefined): string {
  if (!replacement) return status;
  return `replaced by version ${replacement.version} (${shortDigest(replacement.digest)})`;
}

/** The first digits of a digest, as people read it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
