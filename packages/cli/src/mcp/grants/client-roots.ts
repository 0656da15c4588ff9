import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileRoot } from "@portolan/sandbox/tools";
import { wrongUsage } from "../../command-line/usage-error.ts";
import { isFolder, isIn, realOf } from "./real-folder.ts";

const mostRoots = 32;

/**
 * The folders that a client named, as far as they lie where the user said that they may; each has a name that none of the others has.
 * @param uris as the client gives them
 * @param others the roots beside which they will lie
 */
export async function rootsNamed(
  uris: readonly string[],
  clientRoots: FileRoot,
  others: readonly FileRoot[],
): Promise<FileRoot[]> {
  const within = realOf(clientRoots.path);
  const found = uris.slice(0, mostRoots).flatMap((uri) => {
    const path = pathOf(uri);
    if (path === undefined || within === undefined || !isIn(path, within)) return [];
    // A folder that is hidden is not made plain by being called a root.
    const isHidden = relative(within, path)
      .split(sep)
      .some((name) => name.startsWith("."));
    return isHidden && clientRoots.hidden !== true ? [] : [path];
  });
  const { nameOfRoot } = await import("@portolan/sandbox/tools");
  const taken = new Set(others.map(({ path, name }) => name ?? nameOfRoot(path)));
  return [...new Set(found)].map((path) => {
    const called = nameOfRoot(path).replaceAll(/[:\\]/g, "-").slice(0, 80);
    let name = called;
    for (let i = 2; taken.has(name); i++) name = `${called}-${i}`;
    taken.add(name);
    return { ...clientRoots, path, name };
  });
}

/** What a person is told of the folders that a client will name. */
export function clientRootsText({ path, access, hidden }: FileRoot): string {
  const rights = `${access === "rw" ? "read and write" : "read"}${hidden === true ? ", hidden files too" : ""}`;
  return `#tools/files: the roots that the client names, where they lie in ${path} (${rights})`;
}

/** @throws PortolanError `usage` for a folder of client roots that is not there */
export function requireFolder(path: string): void {
  if (isFolder(path)) return;
  throw wrongUsage(
    "The folder of --client-roots is not there.",
    path,
    "Name one in which the roots of clients may lie, as in --client-roots .",
  );
}

function pathOf(uri: string): string | undefined {
  try {
    const path = realOf(fileURLToPath(uri));
    return path !== undefined && isFolder(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
