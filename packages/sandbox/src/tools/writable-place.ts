import { join } from "node:path";
import { ToolFailure } from "@portolan/core";
import type { FileTree, Place } from "./file-tree.ts";
import { shown } from "./path-names.ts";

/** A place that may be written, with the name of what is there apart from its folder. */
export type Target = Place & { folder: string[]; name: string };

/** Where a program may write. @throws ToolFailure */
export function writable(tree: FileTree, path: string): Target {
  const place = tree.place(path);
  const name = place.names.at(-1);
  if (place.access !== "rw") throw new ToolFailure(`${shown(path)} may only be read`, { refused: path });
  if (name === undefined) throw new ToolFailure(`${shown(path)} is the root itself`, { refused: path });
  const why = tree.fixed.why(join(place.root, ...place.names));
  if (why !== undefined) throw new ToolFailure(`${shown(path)} cannot be changed: ${why}`, { refused: path });
  return { ...place, folder: place.names.slice(0, -1), name };
}

/** Where a program may write, and what it may take from there. @throws ToolFailure */
export function movable(tree: FileTree, path: string): Target {
  const target = writable(tree, path);
  if (tree.holdsExcepted(target))
    throw new ToolFailure(`${shown(path)} holds what is not granted`, { refused: path });
  const why = tree.fixed.whyHolds(join(target.root, ...target.names));
  if (why !== undefined)
    throw new ToolFailure(`${shown(path)} must stay where it is: ${why}`, { refused: path });
  return target;
}
