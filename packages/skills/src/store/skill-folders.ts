import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PortolanError, type Skill } from "@portolan/core";
import { readOwnFile } from "./read-own-file.ts";
import { READ_FILES, type SkillFiles, skillOfFiles } from "./skill-files.ts";
import { lstatOrNothing, statOrNothing } from "./stat-or-nothing.ts";
import { skillInvalid } from "./store-errors.ts";
import { isSkillName, type Place, SKILL_FILES, storeLayout, VERSIONS } from "./store-layout.ts";

const ABSENT = "absent";
/** How many of `READ_FILES`, from the first, retrieval uses: SKILL.md and the source. */
const BRIEF_FILES = 2;

/** Any of them makes a folder one of the store's, be the skill broken. */
const OWN_FILES = [...READ_FILES, SKILL_FILES.history, VERSIONS];
const PLACES: readonly Place[] = ["active", "inactive"];

/** What a skill folder held when it had this stamp: a skill, or why it holds none. */
interface CachedFolder {
  folder: string;
  /** One per file of `READ_FILES`. */
  stamps: string[];
  skill: Skill | PortolanError;
}

/**
 * Reads skills from their folders, and again only when a file of theirs changed: so writes of other processes are seen.
 * File calls are synchronous on purpose: a `stat` takes 5 µs so, and ten times that through the thread pool.
 */
export class SkillFolders {
  readonly #root: string;
  #cache = new Map<string, CachedFolder>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Names of the folders that can be skills, sorted, each once; none when the store does not exist yet. */
  names(): string[] {
    const names = PLACES.flatMap((place) =>
      this.#entries(place)
        .filter((entry) => entry.isDirectory() && isSkillName(entry.name))
        .map((entry) => entry.name)
        .filter((name) => this.#holdsSkillFiles(storeLayout.skill(this.#root, name, place), name)),
    );
    return [...new Set(names)].toSorted();
  }

  /** Paths of symbolic links to folders that would be skills, sorted. They are not followed, in no way of reading. */
  linkedFolders(): string[] {
    const paths = PLACES.flatMap((place) =>
      this.#entries(place)
        .filter((entry) => entry.isSymbolicLink() && isSkillName(entry.name))
        .map((entry) => storeLayout.skill(this.#root, entry.name, place)),
    );
    return paths.filter((path) => statOrNothing(path)?.isDirectory()).toSorted();
  }

  /** Where the folders of a skill lie: one place, unless people or a merge put it there twice. */
  placesOf(name: string): Place[] {
    // A name comes from programs and command lines: one like `../x` must not leave the store.
    if (!isSkillName(name)) return [];
    return PLACES.filter((place) => isFolder(storeLayout.skill(this.#root, name, place)));
  }

  #entries(place: Place): ReturnType<typeof readdirOrNothing> {
    return readdirOrNothing(place === "active" ? this.#root : storeLayout.inactive(this.#root));
  }

  /** Whether a folder has anything of a skill, be it broken or empty: other people's folders are none of ours. */
  #holdsSkillFiles(folder: string, name: string): boolean {
    if (this.#cache.get(name)?.folder === folder) return true;
    if (OWN_FILES.some((file) => stampOf(join(folder, file)) !== ABSENT)) return true;
    return readdirOrNothing(folder).length === 0;
  }

  /**
   * What a folder holds; `undefined` when there is no such folder. A `brief` read looks only at the files that retrieval
   * uses for a change: a search does so for every skill, and reads those that it found in full.
   */
  read(name: string, brief = false): Skill | PortolanError | undefined {
    const [place, other] = this.placesOf(name);
    if (place === undefined) {
      this.#cache.delete(name);
      return undefined;
    }
    if (other !== undefined)
      return skillInvalid(name, "the folder", "lies both in the store and under inactive/");
    const folder = storeLayout.skill(this.#root, name, place);
    const cached = this.#cache.get(name)?.folder === folder ? this.#cache.get(name) : undefined;
    const looked = brief && cached ? BRIEF_FILES : READ_FILES.length;
    const stamps = READ_FILES.slice(0, looked).map((file) => stampOf(join(folder, file)));
    if (cached && stamps.every((stamp, i) => stamp === cached.stamps[i])) return cached.skill;
    // The stamps were taken before the files are read, so a change in between is noticed by the next read.
    while (stamps.length < READ_FILES.length)
      stamps.push(stampOf(join(folder, READ_FILES[stamps.length] as string)));
    const skill = readSkill(name, folder, place);
    this.#cache.set(name, { folder, stamps, skill });
    return skill;
  }

  /** All skills, in order of name, and what is wrong with the folders that hold none. */
  readAll({ brief = false } = {}): { skills: Skill[]; broken: { name: string; error: PortolanError }[] } {
    const skills: Skill[] = [];
    const broken: { name: string; error: PortolanError }[] = [];
    for (const name of this.names()) {
      const skill = this.read(name, brief);
      if (skill instanceof PortolanError) broken.push({ name, error: skill });
      else if (skill) skills.push(skill);
    }
    return { skills, broken };
  }
}

function readSkill(name: string, folder: string, place: Place): Skill | PortolanError {
  const files: SkillFiles = {};
  try {
    for (const file of READ_FILES) {
      const text = readOrNothing(folder, file);
      if (text !== undefined) files[file] = text;
    }
    const skill = skillOfFiles(name, files);
    // What lies there is not active, whatever was written into it.
    return place === "inactive" && skill.status === "active" ? { ...skill, status: "deprecated" } : skill;
  } catch (error) {
    if (error instanceof PortolanError) return error;
    return skillInvalid(name, "a file", `cannot be read (${(error as Error).message})`, error);
  }
}

/** Changes when the file does. */
function stampOf(path: string): string {
  const stat = statOrNothing(path);
  return stat ? `${stat.ino}.${stat.size}.${stat.mtimeMs}.${stat.ctimeMs}` : ABSENT;
}

/** False for a symbolic link to a folder: a skill lies in its store. */
function isFolder(path: string): boolean {
  return lstatOrNothing(path)?.isDirectory() ?? false;
}

function readOrNothing(folder: string, file: string): string | undefined {
  try {
    return readOwnFile(folder, file);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function readdirOrNothing(root: string): ReturnType<typeof readFolder> {
  try {
    return readFolder(root);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw new PortolanError(
      "store-invalid",
      `The store ${root} cannot be read: ${(error as Error).message}.`,
      {
        value: root,
        cause: error,
        next: "Check that the path is a folder and that you may read it.",
      },
    );
  }
}

function readFolder(root: string) {
  return readdirSync(root, { withFileTypes: true });
}

function isAbsence(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "");
}
