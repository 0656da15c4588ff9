import {
  type Admission,
  type Candidate,
  type Embedder,
  type Evidence,
  type Match,
  PortolanError,
  type QuarantinedCandidate,
  type Refusal,
  type Sandbox,
  type Skill,
  skillDigest,
  type SkillFilter,
  type SkillQuery,
  type SkillStatus,
  type SkillStore,
  type TypeRelation,
} from "@portolan/core";
import { IndexedLibrary } from "../search/indexed-library.ts";
import { SkillSearch } from "../search/skill-search.ts";
import { placeFolder } from "./atomic-write.ts";
import { requireStorable } from "./candidate-rules.ts";
import { closureCheck, requirePins } from "./pins.ts";
import { readQuarantined, writeQuarantined } from "./quarantine-folder.ts";
import { filesOfSkill, skillOfFiles } from "./skill-files.ts";
import { SkillFolders } from "./skill-folders.ts";
import { removeLeftWrites } from "./left-writes.ts";
import { readHistory } from "./skill-history.ts";
import { changeStatus, historyOf } from "./status-change.ts";
import { storeError, unwritable } from "./store-errors.ts";
import { ensureStoreFiles } from "./store-files.ts";
import { storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import { type StoreProblem } from "./store-problem.ts";
import type { HistoryEntry } from "./stored-schemas.ts";
import { storeProblems } from "./check-store.ts";

/** How a store is opened. */
export interface FolderSkillStoreOptions {
  root: string;
  embedder: Embedder;
  readOnly: boolean;
  lockTimeoutMs: number;
  sandbox?: Sandbox;
  typeRelation?: TypeRelation;
}

/** A store of skill folders: the folders are the truth, everything under `.portolan/` can be made again. */
export class FolderSkillStore implements SkillStore {
  readonly root: string;
  readonly #options: FolderSkillStoreOptions;
  readonly #folders: SkillFolders;
  readonly #library: IndexedLibrary;
  readonly #search: SkillSearch;
  #prepared = false;

  constructor(options: FolderSkillStoreOptions) {
    this.root = options.root;
    this.#options = options;
    this.#folders = new SkillFolders(options.root);
    this.#library = new IndexedLibrary(options, this.#folders);
    const { embedder, sandbox, typeRelation } = options;
    const read = (name: string) => this.#usable(name);
    this.#search = new SkillSearch({
      library: () => this.#library.current(),
      embedder,
      read,
      sandbox,
      typeRelation,
    });
  }

  async search(query: SkillQuery): Promise<Match[]> {
    return this.#search.search(query);
  }

  async get(name: string, digest?: string): Promise<Skill | undefined> {
    const skill = this.#folders.read(name);
    if (skill instanceof PortolanError) throw skill;
    return digest === undefined || skill?.digest === digest ? skill : undefined;
  }

  async list(filter: SkillFilter = {}): Promise<Skill[]> {
    const wanted = filter.status ?? ["active"];
    return this.#folders.readAll().skills.filter((skill) => wanted.includes(skill.status));
  }

  async admit(candidate: Candidate, evidence: Evidence): Promise<Admission> {
    requireStorable(candidate);
    const digest = skillDigest(candidate);
    return this.#write(async () => {
      const existing = await this.get(candidate.name);
      if (existing)
        return { skill: existing, change: existing.digest === digest ? "unchanged" : "name-taken" };
      requirePins(candidate, (name) => this.#folders.read(name));
      const skill: Skill = { ...candidate, digest, status: "active", version: 1, evidence };
      const files = filesOfSkill(skill, [historyOf(skill, `admitted for the task ${evidence.task.id}`)]);
      // Read back before it is written: what cannot be read again must never get a folder.
      const stored = skillOfFiles(skill.name, files);
      await placeFolder(this.root, storeLayout.skill(this.root, skill.name), files);
      return { skill: stored, change: "added" };
    });
  }

  async quarantine(candidate: Candidate, refusal: Refusal): Promise<void> {
    await this.#write(() => writeQuarantined(this.root, candidate, refusal));
  }

  async quarantined(): Promise<QuarantinedCandidate[]> {
    return (await readQuarantined(this.root)).records;
  }

  /** A skill that leaves the library takes its callers with it: they become deprecated, and stay so when it comes back. */
  async transition(name: string, status: SkillStatus, reason: string): Promise<Skill> {
    return this.#write(async () => {
      const skill = await this.#require(name);
      if (status === "active" && skill.status !== status)
        requirePins(skill, (callee) => this.#folders.read(callee));
      await changeStatus(this.root, this.#folders, skill, status, reason);
      return this.#require(name);
    });
  }

  /** What became of a skill, oldest first. */
  async history(name: string): Promise<HistoryEntry[]> {
    return readHistory(this.root, await this.#require(name));
  }

  /** What is wrong with the store; it names every skill that `list` or `search` leaves out. Nothing before the first write. */
  async problems(): Promise<StoreProblem[]> {
    return storeProblems(this.root, { embedder: this.#options.embedder });
  }

  /** Why searches run in memory instead of in the index on disk, if they had to. */
  get indexFallback(): Error | undefined {
    return this.#library.fallback;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#library[Symbol.asyncDispose]();
  }

  /** A skill that is whole and active, with all that it calls, when read in full. */
  #usable(name: string): Skill | undefined {
    const skill = this.#folders.read(name);
    if (!skill || skill instanceof PortolanError || skill.status !== "active") return undefined;
    return closureCheck((callee) => this.#folders.read(callee))(skill) === undefined ? skill : undefined;
  }

  async #require(name: string): Promise<Skill> {
    const skill = await this.get(name);
    if (skill) return skill;
    throw new PortolanError("skill-unknown", `The store ${this.root} has no skill named ${name}.`, {
      value: name,
      next: "List the skills with `portolan list`.",
    });
  }

  /** Once per open store, under the lock: the store's own files, and no trace of writers that were killed. */
  async #prepare(): Promise<void> {
    if (this.#prepared) return;
    await ensureStoreFiles(this.root);
    await removeLeftWrites(this.root);
    this.#prepared = true;
  }

  async #write<T>(action: () => Promise<T>): Promise<T> {
    if (this.#options.readOnly) throw unwritable(this.root);
    const { root, lockTimeoutMs } = this.#options;
    try {
      return await withStoreLock(
        root,
        "store",
        async () => {
          await this.#prepare();
          return action();
        },
        lockTimeoutMs,
      );
    } catch (error) {
      throw storeError(root, error);
    }
  }
}
