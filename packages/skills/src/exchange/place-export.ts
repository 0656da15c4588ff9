import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { PortolanError } from "@portolan/core";
import { storeFormat } from "../store/store-files.ts";
import type { FileTexts } from "./agent-skill-files.ts";

/** Where an export goes. */
export interface ExportTarget {
  path: string;
  /** Replaces what is there. */
  force?: boolean;
  /** A folder that must not be replaced, nor one that it lies in. */
  cwd: string;
}

/**
 * Writes a folder, whole or not at all.
 * @throws PortolanError `usage` when something is there that may not be replaced; `store-unwritable`
 */
export async function placeFolderAt(target: ExportTarget, files: FileTexts): Promise<void> {
  await place(target, async (temporary) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(temporary, path)), { recursive: true });
      await writeFile(join(temporary, path), text);
    }
    return temporary;
  });
}

/** Writes a file, whole or not at all; fails as `placeFolderAt` does. */
export async function placeFileAt(target: ExportTarget, content: Uint8Array | string): Promise<void> {
  await place(target, async (temporary) => {
    const file = join(temporary, "file");
    await writeFile(file, content);
    return file;
  });
}

async function place(target: ExportTarget, write: (temporary: string) => Promise<string>): Promise<void> {
  const path = resolve(target.path);
  await requireFree({ ...target, path });
  let temporary: string | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    // Beside the target, so that a rename puts it in place.
    temporary = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
    const made = join(temporary, "made");
    await mkdir(made);
    const written = await write(made);
    const old = join(temporary, "old");
    await rename(path, old).catch(ignoreAbsence);
    await rename(written, path).catch(async (error: unknown) => {
      await rename(old, path).catch(ignoreAbsence);
      throw error;
    });
  } catch (cause) {
    throw new PortolanError(
      "store-unwritable",
      `The export cannot be written (${(cause as Error).message}).`,
      {
        value: path,
        cause,
        next: "Check the path, its permissions and the free space.",
      },
    );
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}

async function requireFree({ path, force, cwd }: ExportTarget): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return;
  const entries = found.isDirectory() ? await readdir(path) : ["itself"];
  if (entries.length === 0) return;
  if (!force)
    throw taken(
      path,
      "There is something already.",
      "Name a path that is free; --force puts the export in its place, and takes away all that is there.",
    );
  // What a person works in is more than an export that went stale.
  const isOutside = relative(path, resolve(cwd)).startsWith("..");
  // A store that was never opened here, such as a fresh clone, has no `.portolan`.
  const isStore = entries.includes(".portolan") || (await storeFormat(path)) !== undefined;
  if (!isOutside || isStore || entries.includes(".git"))
    throw taken(
      path,
      "That folder is a store, a repository, or the one you are in.",
      "Name a folder of its own.",
    );
  const [foreign] = await notExported(path, entries);
  if (foreign !== undefined)
    throw taken(
      join(path, foreign),
      `${foreign} there is not of an export, and would be gone.`,
      "Export to a folder of its own, and copy the skills from there.",
    );
}

/** Folders that no export wrote: each folder of one has a script that Node runs. */
async function notExported(path: string, entries: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of entries) {
    const isFolder = (await stat(join(path, entry)).catch(() => undefined))?.isDirectory() ?? false;
    const hasScript =
      isFolder && (await stat(join(path, entry, "scripts", "run.mjs")).catch(() => undefined));
    if (isFolder && !hasScript) found.push(entry);
  }
  return found;
}

function taken(path: string, message: string, next: string): PortolanError {
  return new PortolanError("usage", `The export was not written. ${message}`, { value: path, next });
}

function ignoreAbsence(error: unknown): void {
  if ((error as { code?: string }).code !== "ENOENT") throw error;
}
