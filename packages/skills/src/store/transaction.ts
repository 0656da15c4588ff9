import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, PortolanError } from "@portolan/core";
import { z } from "zod";
import { moveFolder, placeFile, removeFile } from "./atomic-write.ts";
import { requireNoLink } from "./require-no-link.ts";
import { STORE_FILES } from "./store-files.ts";
import { folderOfSkill, isSkillName, storeLayout } from "./store-layout.ts";
import { storedJson } from "./stored-json.ts";

/** All that a change does to a store; paths are relative to its root. */
export interface StoreWrite {
  /** New texts by path, as they lie after the moves. */
  files: Record<string, string>;
  /** Folders that move, before the texts are written. */
  moves: { from: string; to: string }[];
}

/** A decided write that was not finished, or why it cannot be read. */
export interface LeftTransaction {
  path: string;
  write: StoreWrite | PortolanError;
}

/** A path of a store's own, which leads nowhere else. */
const storePath = z.string().refine((path) => isStorePath(path), "must lie within the store");

const writeSchema: z.ZodType<StoreWrite> = z.object({
  files: z.record(storePath, z.string()),
  moves: z.array(z.object({ from: storePath, to: storePath })),
});

/**
 * Does all of a write or nothing, whenever the process dies; call it under the store's lock. All that is to be done is
 * written to a file first, whose appearance decides it; whoever comes next does again what was left.
 */
export async function commit(root: string, write: StoreWrite): Promise<void> {
  // A write that could not be read again must not be decided.
  writeSchema.parse(write);
  await requireNoLinks(root, write);
  const path = join(storeLayout.transactions(root), `${digestOf({ ...write }).slice(0, 12)}.json`);
  await placeFile(root, path, storedJson(write));
  await finish(root, { path, write });
}

/** Decided writes that were not finished, in order of their names. */
export async function leftTransactions(root: string): Promise<LeftTransaction[]> {
  const folder = storeLayout.transactions(root);
  const files = await readdir(folder).catch((): string[] => []);
  const paths = files.filter((file) => file.endsWith(".json")).toSorted();
  return Promise.all(paths.map((file) => readTransaction(join(folder, file))));
}

/** Finishes what a write of another process left; doing a part of it twice changes nothing. Under the store's lock. */
export async function finish(root: string, { path, write }: LeftTransaction): Promise<void> {
  if (write instanceof PortolanError) throw write;
  for (const { from, to } of write.moves) {
    if (await isFolder(join(root, from))) await moveFolder(root, from, to);
  }
  for (const [file, text] of Object.entries(write.files)) {
    await placeFile(root, join(root, file), text);
  }
  await removeFile(path);
}

/** The skills that a write touches, sorted. */
export function skillsIn({ files, moves }: StoreWrite): string[] {
  const paths = [...Object.keys(files), ...moves.map(({ from }) => from)];
  return [...new Set(paths.flatMap((path) => path.split("/").filter(isSkillName).slice(0, 1)))].toSorted();
}

async function readTransaction(path: string): Promise<LeftTransaction> {
  try {
    return { path, write: writeSchema.parse(JSON.parse(await readFile(path, "utf8"))) };
  } catch (cause) {
    const error = new PortolanError("store-invalid", `The unfinished write ${path} cannot be read.`, {
      value: (cause as Error).message,
      cause,
      next: "Run `portolan store check --repair`: it sets the file aside.",
    });
    return { path, write: error };
  }
}

/** A folder of a skill, something in one, or a file of the store itself: whoever plants a write reaches no more. */
function isStorePath(path: string): boolean {
  if (Object.hasOwn(STORE_FILES, path)) return true;
  const [first, ...rest] = path.split("/") as [string, ...string[]];
  const [name, ...within] = first === folderOfSkill("", "inactive").slice(0, -1) ? rest : [first, ...rest];
  return name !== undefined && isSkillName(name) && within.every((part) => /^[\w-][\w.-]*$/.test(part));
}

/** Before it is decided: a write that was decided and cannot be finished would stop all others. */
async function requireNoLinks(root: string, { files, moves }: StoreWrite): Promise<void> {
  for (const { from, to } of moves) {
    await requireNoLink(root, from);
    await requireNoLink(root, to);
  }
  for (const file of Object.keys(files)) {
    const move = moves.find(({ to }) => file.startsWith(`${to}/`));
    await requireNoLink(root, move ? `${move.from}${file.slice(move.to.length)}` : file);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}
