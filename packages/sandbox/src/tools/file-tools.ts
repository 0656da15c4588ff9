import type { Tool } from "@portolan/core";
import { FileTree, type FileRoot } from "./file-tree.ts";
import { listingTools } from "./list-files.ts";
import { readingTools } from "./read-files.ts";
import { writingTools } from "./write-files.ts";

export type { FileRoot } from "./file-tree.ts";

/** What is left out of the trees. */
export interface FileToolOptions {
  /** Files and folders that programs neither see nor touch, with what lies in them; a bare name is meant wherever it stands. */
  except?: readonly string[];
}

/**
 * Tools over the files beneath folders: one root is the tree that programs see, several are the folders of one. No link is
 * followed, no path leads out, hidden files are not there unless a root grants them; tools that write are there where a root is `rw`.
 * `{ tools: { files: fileTools({ path: "notes" }) } }` makes them `#tools/files`.
 * @throws PortolanError `usage` for what is no folder
 */
export function fileTools(
  roots: FileRoot | readonly FileRoot[],
  { except = [] }: FileToolOptions = {},
): Readonly<Record<string, Tool>> {
  const tree = new FileTree([roots].flat(), except);
  return { ...listingTools(tree), ...readingTools(tree), ...(tree.isWritable && inTurn(writingTools(tree))) };
}

/** One write at a time: whether something is there already would else be asked before it is. */
function inTurn(tools: Record<string, Tool>): Record<string, Tool> {
  let last: Promise<unknown> = Promise.resolve();
  const waiting = ([name, tool]: [string, Tool]): [string, Tool] => [
    name,
    {
      ...tool,
      call(input, context) {
        const own = last.then(() => tool.call(input, context));
        last = own.catch(() => {});
        return own;
      },
    },
  ];
  return Object.fromEntries(Object.entries(tools).map(waiting));
}
