import { defineTool, type Tool, ToolFailure } from "@portolan/core";
import { z } from "zod";
import { namesOf, shown } from "./path-names.ts";

/** What is in a folder. */
export interface Entry {
  path: string;
  kind: "file" | "folder" | "link" | "other";
}

/** @throws ToolFailure */
type EntriesOf = (path: string) => Promise<Entry[]>;

/** Of files that are found, and of entries of one folder. */
export const mostEntries = 10_000;
const mostDepth = 32;
const mostSkipped = 100;

const sought = z.strictObject({
  folder: z.string().optional(),
  ending: z.string().optional().describe("such as .md"),
});

/** What is beneath a folder, and what of it could not be looked at. */
interface Found {
  paths: string[];
  skipped: { path: string; why: string }[];
}

/** The tools that look for files beneath a folder. */
export function findingTools(entriesOf: EntriesOf): Record<string, Tool> {
  return {
    find: defineTool({
      description: `The paths of all files beneath a folder, sorted; at most ${mostEntries}. What cannot be read is left out: findWithSkipped names it.`,
      input: sought,
      output: z.array(z.string()),
      effect: "read",
      call: async (input, { signal }) => (await filesBeneath(entriesOf, input, signal)).paths,
    }),
    findWithSkipped: defineTool({
      description: `Like find, with the folders and files that were left out, and why; at most ${mostSkipped} of them are named.`,
      input: sought,
      output: z.object({
        paths: z.array(z.string()),
        skipped: z.array(z.object({ path: z.string(), why: z.string() })),
      }),
      effect: "read",
      call: (input, { signal }) => filesBeneath(entriesOf, input, signal),
    }),
  };
}

/** Breadth first, one folder at a time, so that few are open at once. Only the folder that was named must be one that can be read. */
async function filesBeneath(
  entriesOf: EntriesOf,
  { folder: start = "", ending = "" }: z.infer<typeof sought>,
  signal: AbortSignal,
): Promise<Found> {
  const folders = [{ path: start, depth: 0 }];
  const paths: string[] = [];
  const skipped: Found["skipped"] = [];
  const skip = (path: string, why: string): void => {
    if (skipped.length < mostSkipped) skipped.push({ path: path.slice(0, 1_024), why });
  };
  let looked = 0;
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    signal.throwIfAborted();
    const { path: at, depth } = folder;
    const entries = await entriesOf(at).catch((error: unknown) => {
      if (depth === 0 || !(error instanceof ToolFailure)) throw error;
      skip(at, error.message);
      return [];
    });
    for (const { path, kind } of entries) {
      if (++looked > 10 * mostEntries) throw tooMany(start);
      const isSought = kind === "folder" || (kind === "file" && path.endsWith(ending));
      const odd = isSought ? oddityOf(path) : undefined;
      if (odd !== undefined) skip(path, odd);
      else if (kind === "folder" && depth === mostDepth)
        skip(path, `it lies deeper than ${mostDepth} folders`);
      else if (kind === "folder") folders.push({ path, depth: depth + 1 });
      else if (isSought) paths.push(path);
      if (paths.length > mostEntries) throw tooMany(start);
    }
  }
  return { paths: paths.toSorted(), skipped };
}

/** Why a name that is on the disk is no path for these tools. */
function oddityOf(path: string): string | undefined {
  try {
    namesOf(path);
    // What stands there for bytes that are no text leads nowhere.
    return path.includes("\ufffd") ? "its name is no text" : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function tooMany(path: string): ToolFailure {
  return new ToolFailure(`there are too many files beneath ${shown(path)}`, {
    try: ["find in a folder of it"],
  });
}
