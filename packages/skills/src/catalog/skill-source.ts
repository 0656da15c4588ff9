import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PortolanError, type Skill } from "@portolan/core";
import { READ_FILES } from "../store/skill-files.ts";
import { SkillFolders } from "../store/skill-folders.ts";
import { lstatOrNothing, statOrNothing } from "../store/stat-or-nothing.ts";
import { isSkillName, SKILL_FILES } from "../store/store-layout.ts";

/** The places of a store that hold skill folders, relative to its root. */
const PLACES = ["", "inactive"] as const;
/** What a row is made of: a skill, and the changes in its history. */
const ROW_FILES = [...READ_FILES, SKILL_FILES.history];
/** How many of `ROW_FILES`, from the first, decide what retrieval sees: SKILL.md and the source. */
const BRIEF_FILES = 2;

/** What a row of the catalogue is made of. */
export type SkillReading = Pick<SkillSource, "stamps" | "read"> & Partial<Pick<SkillSource, "changes">>;

/**
 * The skill folders, as the catalogue looks at them. File calls are synchronous on purpose: a `stat` takes 3 µs so, and ten
 * times that through the thread pool.
 */
export class SkillSource {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Names of the folders that can be skills; none when the store does not exist yet. */
  names(): string[] {
    return PLACES.flatMap((place) => {
      const entries = readFolders(join(this.#root, place));
      return entries.filter(isSkillName);
    });
  }

  /** Changes when a folder is added or removed. */
  placesStamp(): string {
    return PLACES.map((place) => fileStamp(join(this.#root, place))).join(" ");
  }

  /** Changes when a file that a skill is read of does; `undefined` when there is nothing of a skill. */
  stamps(name: string): string[] | undefined {
    for (const place of PLACES) {
      const folder = join(this.#root, place, name);
      if (!isFolder(folder)) continue;
      const stamps = ROW_FILES.map((file) => fileStamp(join(folder, file)));
      if (stamps.some((stamp) => stamp !== "")) return stamps;
    }
    return undefined;
  }

  /** Whether a folder has its stamps still; unless `full`, only the files that retrieval uses are looked at. */
  isAs(name: string, stamps: string, full: boolean): boolean {
    const known = stamps.split(" ");
    const count = full ? ROW_FILES.length : BRIEF_FILES;
    return PLACES.some((place) => {
      const folder = `${this.#root}/${place === "" ? name : `${place}/${name}`}/`;
      for (let i = 0; i < count; i++)
        if (fileStamp(folder + (ROW_FILES[i] as string)) !== known[i]) return false;
      return true;
    });
  }

  /** The ids of the changes in the history of a skill; lines that are none count nothing here. */
  changes(name: string): string[] {
    for (const place of PLACES) {
      try {
        const lines = readFileSync(join(this.#root, place, name, SKILL_FILES.history), "utf8").split("\n");
        return [...new Set(lines.flatMap((line) => changeIn(line) ?? []))];
      } catch {
        // Whoever needs a history that cannot be read says so.
      }
    }
    return [];
  }

  /** The skill of a folder, or what is wrong with it. */
  read(name: string): Skill | PortolanError | undefined {
    // One that is new knows no earlier reading, and keeps none: a million skills do not fit in memory.
    return new SkillFolders(this.#root).read(name);
  }
}

function changeIn(line: string): string | undefined {
  // Most lines name none, and the last is empty.
  if (!line.includes('"change"')) return undefined;
  try {
    const { change } = JSON.parse(line) as { change?: unknown };
    return typeof change === "string" ? change : undefined;
  } catch {
    return undefined;
  }
}

/** Changes when the file does; empty when there is none. */
function fileStamp(path: string): string {
  const stat = statOrNothing(path);
  return stat ? `${stat.ino}.${stat.size}.${stat.mtimeMs}.${stat.ctimeMs}` : "";
}

/** False for a symbolic link to a folder: a skill lies in its store. */
function isFolder(path: string): boolean {
  return lstatOrNothing(path)?.isDirectory() ?? false;
}

function readFolders(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "")) return [];
    throw new PortolanError(
      "store-invalid",
      `The store ${path} cannot be read: ${(error as Error).message}.`,
      {
        value: path,
        cause: error,
        next: "Check that the path is a folder and that you may read it.",
      },
    );
  }
}
