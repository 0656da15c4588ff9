import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder and those above it. Node's own recursive `mkdir` never returns where a mount refuses with ENOENT (`/proc`). */
export async function ensureFolder(path: string): Promise<void> {
  if (await made(path)) return;
  await ensureFolder(dirname(path));
  await mkdir(path).catch(ignoreExisting);
}

/** False when the folder above is missing. */
async function made(path: string): Promise<boolean> {
  try {
    await mkdir(path).catch(ignoreExisting);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT" && dirname(path) !== path) return false;
    throw error;
  }
}

function ignoreExisting(error: unknown): void {
  if ((error as { code?: string }).code !== "EEXIST") throw error;
}
