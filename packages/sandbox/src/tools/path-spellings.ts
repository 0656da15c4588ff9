import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Every way to it through links: where one of them could be moved away, something else would be found under the path that was given. */
export function spellingsOf(path: string): string[] {
  const folder = dirname(path);
  if (folder === path) return [path];
  return [...new Set([...spellingsOf(folder).map((one) => join(one, basename(path))), realOf(path)])];
}

/** Where the case of letters may not matter, another spelling must not lead to what is excepted. */
export function folded(path: string): string {
  // By way of capitals, since those of some letters are the same: of s and of the long one.
  return path.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** What is not there yet is meant as well, under the real name of the folder that it would lie in. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realOf(folder), basename(path));
  }
}
