import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannedSkill, StoreState } from "@portolan/core";
import { withMetadata } from "./frontmatter.ts";
import { filesOfSkill, skillOfFiles } from "./skill-files.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { versionText } from "./skill-versions.ts";
import { skillInvalid } from "./store-errors.ts";
import { folderOfSkill, type Place, SKILL_FILES, storeLayout, versionFile } from "./store-layout.ts";
import { jsonLine } from "./stored-json.ts";
import type { StoreWrite } from "./transaction.ts";

/** Where a store is, and what it holds. */
export interface StoreFolders {
  root: string;
  folders: SkillFolders;
  state: StoreState;
}

/**
 * All files and moves of a planned change.
 * @throws PortolanError `skill-invalid` when a text could not be read back: then nothing must be written.
 */
export function writeOf(planned: readonly PlannedSkill[], store: StoreFolders): StoreWrite {
  const write: StoreWrite = { files: {}, moves: [] };
  for (const one of planned) {
    const { name, status } = one.after;
    const folder = folderOfSkill(name, status === "active" ? "active" : "inactive");
    const from = one.before && folderOfSkill(name, placeOf(name, store));
    if (from !== undefined && from !== folder) write.moves.push({ from, to: folder });
    for (const [file, text] of Object.entries(filesOf(one, store))) write.files[`${folder}/${file}`] = text;
  }
  return write;
}

function filesOf({ before, after, entries }: PlannedSkill, store: StoreFolders): Record<string, string> {
  const { name } = after;
  const history = [...(before ? store.state.history(name) : []), ...entries];
  if (before?.digest === after.digest) {
    return {
      [SKILL_FILES.markdown]: markdownWith(name, after.status, store),
      [SKILL_FILES.history]: history.map(jsonLine).join(""),
    };
  }
  const files = filesOfSkill(after, history);
  // Read back before it is written: what cannot be read again must never get a folder.
  skillOfFiles(name, files);
  if (!before || store.state.earlier(name).some(({ digest }) => digest === before.digest)) return files;
  return { ...files, [versionFile(before.digest)]: versionText(before) };
}

/** What people wrote in SKILL.md stays. */
function markdownWith(name: string, status: string, store: StoreFolders): string {
  const path = join(storeLayout.skill(store.root, name, placeOf(name, store)), SKILL_FILES.markdown);
  try {
    return withMetadata(readFileSync(path, "utf8"), "status", status);
  } catch (cause) {
    throw skillInvalid(name, SKILL_FILES.markdown, (cause as Error).message, cause);
  }
}

function placeOf(name: string, { folders }: StoreFolders): Place {
  return folders.placesOf(name)[0] ?? "active";
}
