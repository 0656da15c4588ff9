import { PortolanError } from "@portolan/core";
import { removeLeftWrites } from "./left-writes.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { ensureStoreFiles, filesOfThisFormat } from "./store-files.ts";
import { folderOfSkill } from "./store-layout.ts";
import type { StoreWatcher } from "./store-watcher.ts";
import { commit, finish, leftTransactions, skillsIn, type StoreWrite } from "./transaction.ts";

/** Before the first write of an open store, under its lock: its own files, its format, and no trace of killed writers. */
export async function prepareStore(
  root: string,
  folders: SkillFolders,
  watcher: StoreWatcher,
): Promise<void> {
  await finishLeft(root, watcher);
  const migration = await migrationOf(root, folders);
  if (migration) await committed(root, migration, watcher);
  await ensureStoreFiles(root);
  await removeLeftWrites(root);
}

/** Finishes the decided writes that killed processes left; those that cannot be read are left to a repair. */
export async function finishLeft(root: string, watcher: StoreWatcher): Promise<void> {
  for (const left of await leftTransactions(root)) {
    if (left.write instanceof PortolanError) continue;
    const names = skillsIn(left.write);
    watcher.willChange(names);
    await finish(root, left);
    watcher.changed(names);
  }
}

/** Commits a write, and tells the watcher of it. */
export async function committed(root: string, write: StoreWrite, watcher: StoreWatcher): Promise<void> {
  const names = skillsIn(write);
  watcher.willChange(names);
  await commit(root, write);
  watcher.changed(names);
}

/** In a store of format 1 all skills lie at the root, whatever their status. */
async function migrationOf(root: string, folders: SkillFolders): Promise<StoreWrite | undefined> {
  const files = await filesOfThisFormat(root);
  if (Object.keys(files).length === 0) return undefined;
  const { skills } = folders.readAll();
  const moves = skills
    .filter(({ name, status }) => status !== "active" && folders.placesOf(name)[0] === "active")
    .map(({ name }) => ({ from: name, to: folderOfSkill(name, "inactive") }));
  return { files, moves };
}
