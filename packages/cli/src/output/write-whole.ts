import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ensureFolder } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * Writes a file in one step, with the folders that it lies in: a reader sees the old file or the new one.
 * @param flag the option that named it, for the error
 * @throws PortolanError `usage` when it cannot be written
 */
export async function writeWhole(path: string, content: string | Uint8Array, flag: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    ensureFolder(dirname(path));
    const file = await open(temporary, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    const why = (cause as Error).message;
    throw wrongUsage(`${path} cannot be written (${why}).`, path, `Name another path with ${flag}.`);
  }
}
