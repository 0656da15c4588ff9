import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, type UseRecord, useRecordSchema } from "@portolan/core";
import { linkIn } from "./read-own-file.ts";
import { lstatOrNothing } from "./stat-or-nothing.ts";
import { storeLayout, USES } from "./store-layout.ts";
import { firstIssue } from "./stored-schemas.ts";

/** What a file of records held when it was read. */
export interface UseFile {
  path: string;
  /** Changes when the file does. */
  stamp: string;
  records: UseRecord[];
  /** Lines that hold no record, from 1, and why. */
  broken: { line: number; reason: string }[];
  /** Bytes up to the end of the last whole line; a writer that was killed may have left more. */
  wholeBytes: number;
  bytes: number;
}

/** The file that a record belongs to: one for each voyage, and one for the trials of each coder and harness. */
export function fileOfUse(record: UseRecord): string {
  const name =
    record.type === "use"
      ? record.voyage
      : `trials-${digestOf({ coder: record.coder, harness: record.harness }).slice(0, 12)}`;
  // Who names a voyage decides nothing about where files lie.
  return `${/^[a-z0-9][a-z0-9-]{0,63}$/.test(name) ? name : digestOf(name).slice(0, 12)}.jsonl`;
}

/** Paths of the files of records, in order of name; a symbolic link is none. */
export function useFiles(root: string): string[] {
  if (linkIn(root, USES) !== undefined) return [];
  try {
    return readdirSync(storeLayout.uses(root), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
      .map((entry) => join(storeLayout.uses(root), entry.name))
      .toSorted();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "")) return [];
    throw error;
  }
}

/** The same as long as nobody wrote the file; `undefined` where there is none. */
export function stampOfUses(path: string): string | undefined {
  const stat = lstatOrNothing(path);
  return stat && `${stat.ino}.${stat.size}.${stat.mtimeMs}`;
}

/** Reads a file of records. A line that holds none, and one that is not whole, are left out and told. */
export function readUseFile(path: string, stamp: string): UseFile {
  const bytes = readFileSync(path);
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const records: UseRecord[] = [];
  const broken: UseFile["broken"] = [];
  const lines = bytes.subarray(0, wholeBytes).toString("utf8").split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const found = recordIn(line);
    if (typeof found === "string") broken.push({ line: index + 1, reason: found });
    else records.push(found);
  }
  return { path, stamp, records, broken, wholeBytes, bytes: bytes.length };
}

function recordIn(line: string): UseRecord | string {
  try {
    const parsed = useRecordSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : firstIssue(parsed.error);
  } catch (error) {
    return (error as Error).message;
  }
}
