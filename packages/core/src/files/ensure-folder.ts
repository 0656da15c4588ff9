import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a folder and those above it. Node's own recursive `mkdir` never returns where a mount refuses with ENOENT (`/proc`). */
export function ensureFolder(path: string): void {
  if (made(path)) return;
  ensureFolder(dirname(path));
  if (!made(path)) throw new Error(`ENOENT: ${path} cannot be made`);
}

/** False when the folder above is missing. */
function made(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && dirname(path) !== path) return false;
    if (code !== "EEXIST") throw error;
    return true;
  }
}
