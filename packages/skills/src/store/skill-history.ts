import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Skill } from "@portolan/core";
import { skillInvalid } from "./store-errors.ts";
import { SKILL_FILES, storeLayout } from "./store-layout.ts";
import { firstIssue, type HistoryEntry, historyEntrySchema } from "./stored-schemas.ts";

/**
 * What became of a skill, oldest first. A last entry that SKILL.md does not confirm belongs to a transition that was killed
 * before it took effect, and is left out.
 * @throws PortolanError `skill-invalid` for a missing file or a line that is no entry.
 */
export async function readHistory(root: string, skill: Skill): Promise<HistoryEntry[]> {
  const entries = await readHistoryLines(root, skill.name);
  const last = entries.at(-1);
  return last && last.status !== skill.status ? entries.slice(0, -1) : entries;
}

/** All lines of the file, confirmed or not. */
export async function readHistoryLines(root: string, name: string): Promise<HistoryEntry[]> {
  const file = SKILL_FILES.history;
  const text = await readFile(join(storeLayout.skill(root, name), file), "utf8").catch((cause) => {
    throw skillInvalid(name, file, "cannot be read", cause);
  });
  const lines = text.split("\n").filter((line) => line !== "");
  if (lines.length === 0) throw skillInvalid(name, file, "holds no entry");
  return lines.map((line, i) => entryOf(name, line, i + 1));
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
