import { readdir } from "node:fs/promises";
import { defineTool, type Tool, ToolFailure } from "@portolan/core";
import { z } from "zod";
import type { FileTree, Place } from "./file-tree.ts";
import { type Entry, findingTools, mostEntries } from "./find-files.ts";
import { failureOf, openFolder, requireOwn } from "./open-folder.ts";
import { pathSchema, shown } from "./path-names.ts";

const entry = z.object({
  path: z.string(),
  kind: z.enum(["file", "folder", "link", "other"]),
});
/** The tools that say what is there. */
export function listingTools(tree: FileTree): Record<string, Tool> {
  return {
    list: defineTool({
      description: "What is in a folder, by name. Links are named, and never followed.",
      input: pathSchema,
      output: z.array(entry),
      effect: "read",
      call: (path) => entriesOf(tree, path),
    }),
    ...findingTools((path) => entriesOf(tree, path)),
    stat: defineTool({
      description: "Size and time of a file or folder; null where there is none.",
      input: pathSchema,
      output: z
        .object({ kind: z.enum(["file", "folder", "other"]), bytes: z.number(), modifiedMs: z.number() })
        .nullable(),
      effect: "read",
      call: (path) => statOf(tree, path),
    }),
  };
}

async function entriesOf(tree: FileTree, path: string): Promise<Entry[]> {
  if (tree.isTop(path)) return tree.roots.map(({ name }) => ({ path: name, kind: "folder" as const }));
  return entriesAt(tree, tree.place(path));
}

async function entriesAt(tree: FileTree, place: Place): Promise<Entry[]> {
  const { root, names, path } = place;
  await using folder = await openFolder(root, names);
  const found = await readdir(folder.at, { withFileTypes: true }).catch((error: unknown) => {
    throw failureOf(error, path);
  });
  const entries = found.filter(({ name }) => tree.shows({ ...place, names: [...names, name] }));
  if (entries.length > mostEntries)
    throw new ToolFailure(`${shown(path)} has more than ${mostEntries} entries`, { path });
  const before = path.split("/").filter((name) => name !== "" && name !== ".");
  return entries
    .map((one) => ({
      path: [...before, one.name].join("/"),
      kind: one.isFile()
        ? ("file" as const)
        : one.isDirectory()
          ? ("folder" as const)
          : one.isSymbolicLink()
            ? ("link" as const)
            : ("other" as const),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function statOf(tree: FileTree, path: string) {
  const none = { kind: "folder" as const, bytes: 0, modifiedMs: 0 };
  if (tree.isTop(path)) return none;
  const { root, names } = tree.place(path);
  const name = names.at(-1);
  if (name === undefined) return none;
  try {
    await using folder = await openFolder(root, names.slice(0, -1));
    const found = await requireOwn(folder, name, path);
    if (!found) return null;
    const kind = found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
    return { kind, bytes: found.isFile() ? found.size : 0, modifiedMs: Math.round(found.mtimeMs) } as const;
  } catch (error) {
    if (error instanceof ToolFailure && (error.data as { code?: unknown } | null)?.code === "ENOENT")
      return null;
    throw error;
  }
}
