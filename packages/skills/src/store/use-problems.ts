import { readFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import { placeFile } from "./atomic-write.ts";
import type { StoreProblem } from "./store-problem.ts";
import { jsonLine } from "./stored-json.ts";
import { readUseFile, useFiles } from "./use-files.ts";

/** Lines among the records of uses that hold no record. */
export function useProblems(root: string): StoreProblem[] {
  return useFiles(root).flatMap((path): StoreProblem[] => {
    const { broken, bytes, wholeBytes } = readUseFile(path, "");
    const [first] = broken;
    const common = { kind: "uses-broken", path } as const;
    const repair = "renames the file to end in .broken and keeps the whole records in a new one";
    if (first) {
      const more = broken.length > 1 ? `, and ${broken.length - 1} more` : "";
      const message = `Line ${first.line} of ${basename(path)}${more} is no record of a use: ${first.reason}.`;
      return [{ ...common, severity: "error", message, repair }];
    }
    if (bytes === wholeBytes) return [];
    const message = `A process that is gone left an unfinished line in ${basename(path)}.`;
    return [{ ...common, severity: "notice", message, repair }];
  });
}

/**
 * Keeps a file with broken lines under another name and puts its whole records in its place.
 * @param brokenPath where nothing lies
 */
export async function keepWholeUses(root: string, path: string, brokenPath: string): Promise<string> {
  const { records } = readUseFile(path, "");
  const text = await readFile(path, "utf8");
  await placeFile(root, brokenPath, text);
  await placeFile(root, path, records.map(jsonLine).join(""));
  return relative(root, brokenPath);
}
