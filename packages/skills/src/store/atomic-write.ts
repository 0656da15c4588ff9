import { open, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { storeLayout } from "./store-layout.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { requireNoLink } from "./require-no-link.ts";
import { writeSteps } from "./write-steps.ts";

let sequence = 0;

/**
 * Puts a whole folder in place, or nothing: it is written and flushed under `.portolan/tmp` of the same file system, and the
 * rename is the moment from which it exists. Fails when `target` holds files already.
 */
export async function placeFolder(
  root: string,
  target: string,
  files: Record<string, string>,
): Promise<void> {
  await requireNoLink(root, relative(root, target));
  const temporary = await temporaryPath(root);
  try {
    for (const [path, text] of Object.entries(files)) {
      await ensureFolder(dirname(join(temporary, path)));
      await writeFlushed(join(temporary, path), text);
    }
    const folders = new Set(Object.keys(files).map((path) => dirname(path)));
    for (const folder of [...folders, "."]) await flushFolder(join(temporary, folder));
    await ensureFolder(dirname(target));
    writeSteps.before(`place ${target}`);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await flushFolder(dirname(target));
}

/** Replaces one file in one step; a reader sees the old text or the new one. */
export async function placeFile(root: string, target: string, text: string): Promise<void> {
  await requireNoLink(root, relative(root, target));
  const temporary = await temporaryPath(root);
  try {
    await writeFlushed(temporary, text);
    await ensureFolder(dirname(target));
    writeSteps.before(`place ${target}`);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(dirname(target));
}

/** Moves a folder within the store; both paths are relative to its root. */
export async function moveFolder(root: string, from: string, to: string): Promise<void> {
  for (const path of [from, to]) await requireNoLink(root, path);
  const [source, target] = [join(root, from), join(root, to)];
  await ensureFolder(dirname(target));
  writeSteps.before(`move ${source}`);
  await rename(source, target);
  await flushFolder(dirname(target));
  await flushFolder(dirname(source));
}

/** Deletes one file. */
export async function removeFile(path: string): Promise<void> {
  writeSteps.before(`remove ${path}`);
  await rm(path, { force: true });
  await flushFolder(dirname(path));
}

/** The process that made a path under `.portolan/tmp`, so that others know whether it may still be at work. */
export function ownerOfTemporary(fileName: string): number | undefined {
  const match = /^(\d+)-\d+$/.exec(fileName);
  return match ? Number(match[1]) : undefined;
}

async function temporaryPath(root: string): Promise<string> {
  const folder = storeLayout.temporary(root);
  await ensureFolder(folder);
  const path = join(folder, `${process.pid}-${sequence++}`);
  // A process that had our id before may have left this path.
  await rm(path, { recursive: true, force: true });
  return path;
}

async function writeFlushed(path: string, text: string): Promise<void> {
  writeSteps.before(`write ${path}`);
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what was created in a folder, or moved there, last. */
export async function flushFolder(path: string): Promise<void> {
  // Windows cannot flush a folder; its rename is durable without.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
