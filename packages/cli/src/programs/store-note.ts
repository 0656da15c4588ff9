import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SkillStatus } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import { count } from "../output/numbers.ts";

/** Every status that a skill in a folder can have. */
export const everyStatus: SkillStatus[] = ["candidate", "active", "deprecated", "revoked", "quarantined"];

/** What to tell who lists a store: that there is none yet, or that some of its folders are broken. */
export async function storeNote(store: FolderSkillStore): Promise<string | undefined> {
  const entries = await readdir(store.root, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return `There is no store in ${store.root} yet; \`portolan learn\` makes one.`;
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const skills = new Set((await store.list({ status: everyStatus })).map(({ name }) => name));
  let broken = 0;
  for (const name of folders) {
    if (!skills.has(name) && (await exists(join(store.root, name, "SKILL.md")))) broken++;
  }
  if (broken === 0) return undefined;
  return `${count(broken, "folder is", "folders are")} broken and left out: see \`portolan store check\`.`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
