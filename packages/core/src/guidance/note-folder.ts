import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PortolanError } from "../errors/portolan-error.ts";
import { ensureFolder } from "../files/ensure-folder.ts";
import { type AdmittedNote, noteDigest, noteFile, readNoteFile } from "./note.ts";

/** The notes of a store, by name, and files among them that cannot be trusted. */
export interface StoredNotes {
  notes: AdmittedNote[];
  broken: { file: string; problem: string }[];
}

/** The folder of notes in a store; no skill can have its name. */
const folderName = "guidance";

/** Reads the notes of a store; none where there is no folder of them. */
export function readNotes(storeRoot: string): StoredNotes {
  const folder = join(storeRoot, folderName);
  const stored: StoredNotes = { notes: [], broken: [] };
  for (const file of filesOf(folder)) {
    const read = readNoteFile(file.slice(0, -".md".length), readFileSync(join(folder, file), "utf8"));
    if ("problem" in read) stored.broken.push({ file: `${folderName}/${file}`, problem: read.problem });
    else stored.notes.push(read);
  }
  return stored;
}

/**
 * Keeps an admitted note as `guidance/<name>.md`, whole or not at all; one of that name gives way.
 * @throws PortolanError `usage` when it is not the note that was admitted; `store-unwritable` when the folder is a link
 */
export function saveNote(storeRoot: string, note: AdmittedNote): void {
  if (noteDigest(note) !== note.digest || note.evidence.pValue > note.evidence.level) {
    throw new PortolanError("usage", `The note ${note.name} is not what was admitted.`, {
      value: note.name,
      next: "Save what admitNote gave, unchanged.",
    });
  }
  const folder = join(storeRoot, folderName);
  ensureFolder(folder);
  if (lstatSync(folder).isSymbolicLink()) {
    throw new PortolanError("store-unwritable", `${folder} is a symbolic link, which is not followed.`, {
      value: folder,
      next: "Replace the link by a folder.",
    });
  }
  const unfinished = mkdtempSync(join(folder, ".unfinished-"));
  try {
    writeFileSync(join(unfinished, "note"), noteFile(note));
    renameSync(join(unfinished, "note"), join(folder, `${note.name}.md`));
  } finally {
    rmSync(unfinished, { recursive: true });
  }
}

function filesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .flatMap((entry) => (entry.isFile() && entry.name.endsWith(".md") ? [entry.name] : []))
      .toSorted();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}
