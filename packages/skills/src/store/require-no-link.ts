import { lstat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { PortolanError } from "@portolan/core";
import { storeLayout } from "./store-layout.ts";

/**
 * Refuses a path of a store that lies behind a symbolic link: a link in the place of a folder would lead a write out of it.
 * What can be made again, under `.portolan/`, a person may keep elsewhere.
 * @param path relative to the root; it need not exist
 * @throws PortolanError `store-invalid`
 */
export async function requireNoLink(root: string, path: string): Promise<void> {
  if (join(root, path).startsWith(`${storeLayout.hidden(root)}${sep}`)) return;
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    if (!(await lstat(join(root, folder)).catch(() => undefined))?.isSymbolicLink()) continue;
    throw new PortolanError("store-invalid", `The folder ${folder} of the store is a symbolic link.`, {
      value: join(root, folder),
      next: "Put the folder itself in its place.",
    });
  }
}
