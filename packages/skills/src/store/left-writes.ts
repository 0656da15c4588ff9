import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ownerOfTemporary } from "./atomic-write.ts";
import { storeLayout } from "./store-layout.ts";

/** Paths of unfinished writes whose process is gone; those of a living one may still be finished. */
export async function leftWrites(root: string): Promise<string[]> {
  const folder = storeLayout.temporary(root);
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .toSorted()
    .filter((name) => !isAlive(ownerOfTemporary(name)))
    .map((name) => join(folder, name));
}

/** Deletes them: none of them ever became part of the store. Call it under the store's lock. */
export async function removeLeftWrites(root: string): Promise<void> {
  for (const path of await leftWrites(root)) await rm(path, { recursive: true, force: true });
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
