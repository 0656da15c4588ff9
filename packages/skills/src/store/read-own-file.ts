import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lstatOrNothing } from "./stat-or-nothing.ts";

/**
 * Reads a text of a folder that others may have written, following no link on the way to it: the target could be any file of
 * this machine.
 * @throws Error as of `readFileSync`, or one that names the link
 */
export function readOwnFile(folder: string, file: string): string {
  const link = linkIn(folder, file);
  if (link !== undefined) throw new Error(`${link} is a symbolic link, which no read follows`);
  return readFileSync(join(folder, file), "utf8");
}

/** The first part of a path within a folder that is a symbolic link: `scripts`, or `scripts/skill.ts`. */
export function linkIn(folder: string, file: string): string | undefined {
  const parts = file.split("/");
  return parts
    .map((_, i) => parts.slice(0, i + 1).join("/"))
    .find((part) => lstatOrNothing(join(folder, part))?.isSymbolicLink());
}
