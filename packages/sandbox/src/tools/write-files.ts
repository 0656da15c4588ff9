import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, rename, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { type Tool, ToolFailure, defineTool } from "@portolan/core";
import { z } from "zod";
import type { FileTree } from "./file-tree.ts";
import { requireFree } from "./moved-folder.ts";
import { failureOf, type OpenFolder, openFolder, requireOwn } from "./open-folder.ts";
import { shown } from "./path-names.ts";
import { movable, type Target, writable } from "./writable-place.ts";

const nothing = z.null();

/** What a program says of a file that is there already. */
interface WriteOptions {
  isNew?: boolean | undefined;
  evenReadOnly?: boolean | undefined;
}

/** The tools that write: each is asked about, where somebody is to be asked. */
export function writingTools(tree: FileTree): Record<string, Tool> {
  return {
    writeText: defineTool({
      description:
        "Writes a file in UTF-8, whole or not at all, in place of one that is there. The folder must be there.",
      input: z.strictObject({
        path: z.string(),
        text: z.string(),
        isNew: z.boolean().optional().describe("true: fail where one is there already"),
        evenReadOnly: z.boolean().optional().describe("true: also in place of one that is marked read-only"),
      }),
      output: nothing,
      effect: "write",
      requireGranted: ({ path }) => void writable(tree, path),
      call: async ({ path, text, ...how }) => write(writable(tree, path), Buffer.from(text), how),
    }),
    writeBytes: defineTool({
      description: "Writes a file of bytes in base64, like writeText.",
      input: z.strictObject({
        path: z.string(),
        base64: z.base64(),
        isNew: z.boolean().optional(),
        evenReadOnly: z.boolean().optional(),
      }),
      output: nothing,
      effect: "write",
      requireGranted: ({ path }) => void writable(tree, path),
      call: async ({ path, base64, ...how }) =>
        write(writable(tree, path), Buffer.from(base64, "base64"), how),
    }),
    makeFolder: defineTool({
      description: "Makes a folder, and those it lies in, where they are not there.",
      input: z.string(),
      output: nothing,
      effect: "write",
      requireGranted: (path) => void writable(tree, path),
      call: async (path) => makeFolder(tree, path),
    }),
    move: defineTool({
      description: "Moves or renames a file or folder. Never in place of something that is there.",
      input: z.strictObject({ from: z.string(), to: z.string() }),
      output: nothing,
      effect: "write",
      requireGranted: ({ from, to }) => void [movable(tree, from), writable(tree, to)],
      call: async ({ from, to }) => move(tree, movable(tree, from), writable(tree, to)),
    }),
    remove: defineTool({
      description: "Removes a file, or a folder that is empty.",
      input: z.string(),
      output: nothing,
      effect: "write",
      requireGranted: (path) => void movable(tree, path),
      call: async (path) => remove(movable(tree, path)),
    }),
  };
}

/** A file beside it is written and put in its place: whoever reads it sees the one or the other. */
async function write(
  { root, folder: names, name, path }: Target,
  bytes: Buffer,
  { isNew = false, evenReadOnly = false }: WriteOptions,
): Promise<null> {
  await using folder = await openFolder(root, names);
  const found = await requireOwn(folder, name, path);
  if (found && !found.isFile()) throw new ToolFailure(`${shown(path)} is no file`, { path });
  if (found && isNew) throw new ToolFailure(`${shown(path)} is there already`, { path });
  if (found && !evenReadOnly && !(await mayWrite(join(folder.at, name), found.mode)))
    throw new ToolFailure(`${shown(path)} is marked read-only`, { path, try: ["evenReadOnly: true"] });
  const temporary = join(folder.at, `.${randomUUID()}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const mode = found ? found.mode & 0o777 : 0o666;
  try {
    const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
      // What it is made with is less the mask of this process.
      if (found) await handle.chmod(mode);
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, join(folder.at, name));
    return null;
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw failureOf(error, path);
  }
}

/** What an editor asks before it saves: a file is put in its place by a rename, which asks its folder alone. */
async function mayWrite(path: string, mode: number): Promise<boolean> {
  if ((mode & 0o222) === 0) return false;
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function makeFolder(tree: FileTree, path: string): Promise<null> {
  const { root, names } = writable(tree, path);
  for (let depth = 1; depth <= names.length; depth++) {
    const name = names[depth - 1] as string;
    await using folder = await openFolder(root, names.slice(0, depth - 1));
    const found = await requireOwn(folder, name, path);
    if (found?.isDirectory()) continue;
    await mkdir(join(folder.at, name)).catch((error: unknown) => {
      throw failureOf(error, path);
    });
  }
  return null;
}

async function move(tree: FileTree, from: Target, to: Target): Promise<null> {
  await using source = await openFolder(from.root, from.folder);
  await using target = await openFolder(to.root, to.folder);
  // In a root that shows hidden files, those of a folder would be there that were not granted.
  const isFolder = await requireThere(source, from);
  if (isFolder && to.hidden && !from.hidden)
    throw new ToolFailure(`${shown(from.path)} may hold hidden files, which ${shown(to.path)} would show`, {
      refused: to.path,
    });
  if (await requireOwn(target, to.name, to.path))
    throw new ToolFailure(`${shown(to.path)} is there already`, { path: to.path });
  if (isFolder) await requireFree(tree, join(source.at, from.name), from, to);
  await rename(join(source.at, from.name), join(target.at, to.name)).catch((error: unknown) => {
    throw failureOf(error, from.path);
  });
  return null;
}

async function remove(target: Target): Promise<null> {
  await using folder = await openFolder(target.root, target.folder);
  const isFolder = await requireThere(folder, target);
  const path = join(folder.at, target.name);
  await (isFolder ? rmdir(path) : unlink(path)).catch((error: unknown) => {
    throw failureOf(error, target.path);
  });
  return null;
}

/** True for a folder. */
async function requireThere(folder: OpenFolder, { name, path }: Target): Promise<boolean> {
  const found = await requireOwn(folder, name, path);
  if (!found) throw new ToolFailure(`there is no ${shown(path)}`, { path });
  if (!found.isFile() && !found.isDirectory())
    throw new ToolFailure(`${shown(path)} is neither a file nor a folder`, { path });
  return found.isDirectory();
}
