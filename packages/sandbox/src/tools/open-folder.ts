import { constants } from "node:fs";
import { type FileHandle, lstat, open, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { ToolFailure } from "@portolan/core";
import { shown } from "./path-names.ts";

/** A folder that stays the one that was looked at, whatever happens to its path. */
export interface OpenFolder extends AsyncDisposable {
  /** A path under which its entries are reached. */
  at: string;
  /** Without links. */
  path: string;
}

const byDescriptor = process.platform === "linux";
/** What says of the disk that it is out, whatever it is asked. */
const out: ReadonlySet<string> = new Set(["EIO", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "ESTALE"]);

/**
 * Opens the folder of those names without following a link: the path that it really has must be the one that was asked for, letter
 * by letter. On Linux it is held open, so that a folder that is put in its place meanwhile is not used.
 * @throws ToolFailure
 */
export async function openFolder(root: string, names: readonly string[]): Promise<OpenFolder> {
  const path = join(root, ...names);
  const said = names.join("/");
  if (!byDescriptor) {
    await requireFolder(path, said);
    return { at: path, path, [Symbol.asyncDispose]: async () => {} };
  }
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch(
    (error: unknown) => {
      throw failureOf(error, said);
    },
  );
  try {
    const at = `/proc/self/fd/${handle.fd}`;
    if ((await readlink(at)) !== path) throw linked(said);
    return { at, path, [Symbol.asyncDispose]: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw failureOf(error, said);
  }
}

/**
 * Opens a file of a folder for reading; never a link, a pipe or a device.
 * @throws ToolFailure
 */
export async function openFile(folder: OpenFolder, name: string, said: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const path = join(folder.at, name);
  let handle: FileHandle | undefined;
  try {
    await requireOwn(folder, name, said);
    // A pipe that nobody writes to would be waited for.
    handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (!(await handle.stat()).isFile()) throw new ToolFailure(`${shown(said)} is no file`, null);
    return handle;
  } catch (error) {
    await handle?.close();
    throw failureOf(error, said);
  }
}

/**
 * What an entry of a folder is, `undefined` when there is none. One that goes by another spelling of its name is not it.
 * @throws ToolFailure for a link
 */
export async function requireOwn(folder: OpenFolder, name: string, said: string) {
  const path = join(folder.at, name);
  const found = await lstat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw failureOf(error, said);
  });
  if (!found) return undefined;
  if (found.isSymbolicLink()) throw linked(said);
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && real !== join(folder.path, name)) {
    throw new ToolFailure(`there is no ${shown(said)}, but one of another spelling`, null);
  }
  return found;
}

/** What went wrong with a path, as a program may know it: never with the place on this machine. */
export function failureOf(error: unknown, said: string): unknown {
  if (error instanceof ToolFailure) return error;
  const { code } = error as NodeJS.ErrnoException;
  const data = { path: said.slice(0, 200), code: code ?? "unknown" };
  if (code === "ENOENT") return new ToolFailure(`there is no ${shown(said)}`, data);
  if (code === "ELOOP") return linked(said);
  if (code === "ENOTDIR")
    return new ToolFailure(`${shown(said)} is, or leads through, what is no folder`, data);
  if (code === "EISDIR") return new ToolFailure(`${shown(said)} is a folder`, data);
  if (code === "EEXIST") return new ToolFailure(`${shown(said)} is there already`, data);
  if (code === "ENOTEMPTY") return new ToolFailure(`the folder ${shown(said)} is not empty`, data);
  if (code === "EACCES" || code === "EPERM")
    return new ToolFailure(`the system does not allow that with ${shown(said)}`, data);
  if (code === "ENAMETOOLONG") return new ToolFailure(`the name ${shown(said)} is too long`, data);
  const isOut = out.has(data.code);
  return new ToolFailure(`${shown(said)} cannot be worked with (${data.code})`, {
    ...data,
    ...(isOut && { unavailable: true }),
  });
}

async function requireFolder(path: string, said: string): Promise<void> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink() || (await realpath(path)) !== path) throw linked(said);
    if (!found.isDirectory()) throw new ToolFailure(`${shown(said)} is no folder`, null);
  } catch (error) {
    throw failureOf(error, said);
  }
}

function linked(said: string): ToolFailure {
  return new ToolFailure(`${shown(said)} is, or leads through, a link, and links are not followed`, {
    path: said,
  });
}
