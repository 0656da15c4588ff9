import type { HistoryEntry } from "@portolan/core";
import { readOwnFile } from "./read-own-file.ts";
import { skillInvalid } from "./store-errors.ts";
import { SKILL_FILES } from "./store-layout.ts";
import { firstIssue, historyEntrySchema } from "./stored-schemas.ts";

/**
 * What became of the skill of a folder, oldest first.
 * @throws PortolanError `skill-invalid` for a missing file or a line that is no entry.
 */
export function readHistory(name: string, folder: string): HistoryEntry[] {
  const lines = textOf(name, folder)
    .split("\n")
    .filter((line) => line !== "");
  if (lines.length === 0) throw skillInvalid(name, SKILL_FILES.history, "holds no entry");
  return lines.map((line, i) => entryOf(name, line, i + 1));
}

function textOf(name: string, folder: string): string {
  try {
    return readOwnFile(folder, SKILL_FILES.history);
  } catch (cause) {
    throw skillInvalid(name, SKILL_FILES.history, "cannot be read", cause);
  }
}

function entryOf(name: string, line: string, number: number): HistoryEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw skillInvalid(name, `${SKILL_FILES.history}:${number}`, "is not JSON", cause);
  }
  const parsed = historyEntrySchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw skillInvalid(
    name,
    `${SKILL_FILES.history}:${number}`,
    `holds a wrong value (${firstIssue(parsed.error)})`,
  );
}
