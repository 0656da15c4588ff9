import { readdir } from "node:fs/promises";
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
  const inactive = await readdir(join(store.root, "inactive"), { withFileTypes: true }).catch(() => []);
  let broken = 0;
  for (const entry of [...entries, ...inactive])
    if (entry.isDirectory() && (await isBroken(entry.name, store))) broken++;
  if (broken === 0) return undefined;
  return `${count(broken, "folder is", "folders are")} broken and left out: see \`portolan store check\`.`;
}

/** As the store itself sees it, so that `verify` and `store check` count the same. */
async function isBroken(name: string, store: FolderSkillStore): Promise<boolean> {
  return store.get(name).then(
    () => false,
    () => true,
  );
}
