import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ToolFailure } from "@portolan/core";
import type { FileTree, Place } from "./file-tree.ts";
import { failureOf } from "./open-folder.ts";
import { shown } from "./path-names.ts";

const mostEntries = 20_000;

/**
 * Looks through a folder before it is moved: nothing in it may be what must not be moved, nor become it where it arrives.
 * @param at where the folder can be read
 * @throws ToolFailure
 */
export async function requireFree(tree: FileTree, at: string, from: Place, to: Place): Promise<void> {
  const folders: string[][] = [[]];
  let looked = 0;
  for (let names = folders.pop(); names; names = folders.pop()) {
    const entries = await readdir(join(at, ...names), { withFileTypes: true }).catch((error: unknown) => {
      throw failureOf(error, [from.path, ...(names ?? [])].join("/"));
    });
    looked += entries.length;
    if (looked > mostEntries)
      throw new ToolFailure(`${shown(from.path)} holds too much to be moved at once`, {
        try: ["move what lies in it, part by part"],
      });
    for (const entry of entries) {
      const inside = [...names, entry.name];
      requireMovable(tree, from, to, inside);
      if (entry.isDirectory()) folders.push(inside);
    }
  }
}

function requireMovable(tree: FileTree, from: Place, to: Place, inside: readonly string[]): void {
  const path = [from.path, ...inside].join("/");
  if (inside.some((name) => tree.exceptsName(name)))
    throw new ToolFailure(`${shown(from.path)} holds what is not granted`, { refused: from.path });
  const arriving = { ...to, names: [...to.names, ...inside] };
  const why =
    tree.fixed.why(join(from.root, ...from.names, ...inside)) ??
    tree.fixed.why(join(to.root, ...arriving.names));
  if (why !== undefined)
    throw new ToolFailure(`${shown(path)} cannot be moved there: ${why}`, { refused: path });
  // What is excepted by its whole path is not put there by way of a folder either.
  if (!tree.shows({ ...arriving, hidden: true }))
    throw new ToolFailure(`${shown(to.path)} would hold what is not granted`, { refused: to.path });
}
