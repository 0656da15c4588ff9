import type { Tool } from "@portolan/core";
import { FileTree, type FileRoot, type FileToolOptions } from "./file-tree.ts";
import { listingTools } from "./list-files.ts";
import { readingTools } from "./read-files.ts";
import { writingTools } from "./write-files.ts";

export { nameOfRoot, type FileRoot, type FileToolOptions } from "./file-tree.ts";
export type { FixedPath } from "./fixed-paths.ts";

/**
 * Tools over the files beneath folders: one root is the tree that programs see, several are the folders of one. No link is
 * followed, no path leads out, hidden files are not there unless a root grants them; tools that write are there where a root is `rw`.
 * `{ tools: { files: fileTools({ path: "notes" }) } }` makes them `#tools/files`.
 * @throws PortolanError `usage` for what is no folder
 */
export function fileTools(
  roots: FileRoot | readonly FileRoot[],
  options: FileToolOptions = {},
): Readonly<Record<string, Tool>> {
  const tree = new FileTree([roots].flat(), options);
  return { ...listingTools(tree), ...readingTools(tree), ...(tree.isWritable && inTurn(writingTools(tree))) };
}

let last: Promise<unknown> = Promise.resolve();

/**
 * One write at a time, of all tools of this process, since roots may overlap: whether something is there already would else be asked
 * before it is.
 */
function inTurn(tools: Record<string, Tool>): Record<string, Tool> {
  return Object.fromEntries(
    Object.entries(tools).map(([name, tool]) => [
      name,
      {
        ...tool,
        call(input, context) {
          const own = last.then(() => tool.call(input, context));
          last = own.catch(() => {});
          return own;
        },
      } satisfies Tool,
    ]),
  );
}
