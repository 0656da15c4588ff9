import { existsSync } from "node:fs";
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { PortolanError } from "@portolan/core";

/**
 * The text of a file of settings; `undefined` where there is none.
 * @throws PortolanError `config` for one that cannot be read, or is no text
 */
export async function readSettings(path: string): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (cause) {
    if ((cause as { code?: string }).code === "ENOENT") return undefined;
    throw unusable("read", path, cause);
  }
}

/** True for a link: whoever made it wants the file that it leads to. */
export async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

/**
 * Puts a text in the place of the one that was read, whole or not at all; `undefined` deletes the file, and the folders that it leaves
 * empty, as far as they lie in one of `kept`. Links are followed, and rights are kept.
 * @throws PortolanError `config`
 */
export async function writeSettings(
  path: string,
  text: string | undefined,
  read: string | undefined,
  kept: readonly string[] = [],
): Promise<void> {
  if ((await readSettings(path)) !== read) throw changedMeanwhile(path);
  try {
    if (text === undefined) {
      await rm(path);
      await removeEmpty(dirname(path), kept);
      return;
    }
    const target = await targetOf(path);
    // Where a link leads to, a folder that is missing may be a disk that is not there.
    if (target === path) await mkdir(dirname(path), { recursive: true });
    else if (!existsSync(dirname(target)))
      throw new Error(`it leads to a folder that is not there, ${dirname(target)}`);
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      await writeFile(temporary, text, { flag: "wx" });
      const mode = await stat(target).then(
        (found) => found.mode,
        () => undefined,
      );
      if (mode !== undefined) await chmod(temporary, mode);
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (cause) {
    throw unusable("written", path, cause);
  }
}

async function removeEmpty(folder: string, kept: readonly string[]): Promise<void> {
  if (kept.includes(folder) || !kept.some((one) => folder.startsWith(one.endsWith(sep) ? one : one + sep)))
    return;
  const isGone = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isGone) await removeEmpty(dirname(folder), kept);
}

/** The file that a path leads to, which need not be there yet. */
async function targetOf(path: string): Promise<string> {
  const isThere = await realpath(path).catch(() => undefined);
  if (isThere !== undefined) return isThere;
  const leadsTo = await readlink(path).catch(() => undefined);
  return leadsTo === undefined ? path : targetOf(resolve(dirname(path), leadsTo));
}

function unusable(how: string, path: string, cause: unknown): PortolanError {
  return new PortolanError("config", `The file cannot be ${how} (${(cause as Error).message}).`, {
    value: path,
    cause,
    next: "Check the path and its permissions, or add --print to put the entry there by hand.",
  });
}

function changedMeanwhile(path: string): PortolanError {
  return new PortolanError("config", "The file was changed while this command ran, and was left alone.", {
    value: path,
    next: "Close the agent, and give the same command again.",
  });
}
