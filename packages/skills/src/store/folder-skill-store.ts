import {
  type Admission,
  type Candidate,
  type CandidateOrigin,
  type ChangeOptions,
  type ChangeReport,
  descendantsOf,
  type Embedder,
  type Evidence,
  filteredSkills,
  type HistoryEntry,
  type Json,
  type Match,
  planChange,
  planRevert,
  type QuarantinedCandidate,
  type Refusal,
  requirePins,
  type Sandbox,
  type Skill,
  type SkillChange,
  skillDigest,
  type SkillFilter,
  type SkillQuery,
  type SkillRef,
  type SkillStatus,
  type SkillStore,
  type StoredCandidate,
  type StoreState,
  usersOf,
  shareAfterUse,
  type TypeRelation,
  type UseRecord,
} from "@portolan/core";
import { CatalogView } from "../catalog/catalog-view.ts";
import { FilteredNames, narrows } from "../catalog/filtered-names.ts";
import type { IndexSetting } from "../index-tiers/lance-location.ts";
import { type IndexProgress, LibraryIndex } from "../index-tiers/library-index.ts";
import type { BehaviourBudget } from "../search/behaviour-view.ts";
import { SkillSearch } from "../search/skill-search.ts";
import { placeFolder } from "./atomic-write.ts";
import { requireStorable } from "./candidate-rules.ts";
import { readCandidates, settleCandidate, writeCandidate } from "./candidate-records.ts";
import { storeProblems } from "./check-store.ts";
import { readQuarantined, writeQuarantined } from "./quarantine-folder.ts";
import { filesOfSkill, skillOfFiles } from "./skill-files.ts";
import { SkillFolders } from "./skill-folders.ts";
import { SkillReads } from "./skill-reads.ts";
import { StoreChanges } from "./store-changes.ts";
import { requireSkillName, storeLayout } from "./store-layout.ts";
import { type StoreProblem } from "./store-problem.ts";
import { storeSnapshot } from "./store-snapshot.ts";
import { type StoreWatcher, watchers } from "./store-watcher.ts";
import { StoreWriter } from "./store-writer.ts";
import { UseRecords } from "./use-records.ts";

/** How a store is opened. */
export interface FolderSkillStoreOptions {
  root: string;
  embedder: Embedder;
  readOnly: boolean;
  lockTimeoutMs: number;
  watcher?: StoreWatcher;
  index?: IndexSetting;
  storageOptions?: Record<string, string>;
  indexProgress?: IndexProgress;
  sandbox?: Sandbox;
  behaviourBudget?: BehaviourBudget;
  typeRelation?: TypeRelation;
}

/** A store of skill folders: the folders are the truth, everything under `.portolan/` can be made again. */
export class FolderSkillStore implements SkillStore {
  readonly root: string;
  readonly #options: FolderSkillStoreOptions;
  readonly #folders: SkillFolders;
  readonly #index: LibraryIndex;
  readonly #search: SkillSearch;
  readonly #watcher: StoreWatcher;
  readonly #reads: SkillReads;
  readonly #writer: StoreWriter;
  readonly #changes: StoreChanges;
  readonly #names = new FilteredNames();
  readonly #uses: UseRecords;

  constructor(options: FolderSkillStoreOptions) {
    this.root = options.root;
    this.#options = options;
    this.#folders = new SkillFolders(options.root);
    this.#uses = new UseRecords(options.root);
    this.#index = new LibraryIndex(options);
    this.#watcher = watchers(this.#index.catalog, options.watcher);
    const { root, embedder, sandbox, behaviourBudget, typeRelation } = options;
    const folders = this.#folders;
    const state = (how: { exact: boolean }) => this.#state(how);
    this.#reads = new SkillReads(root, folders, (name) => state({ exact: false }).earlier(name));
    this.#writer = new StoreWriter(options, folders, this.#watcher);
    this.#changes = new StoreChanges({ root, folders, writer: this.#writer, watcher: this.#watcher, state });
    this.#search = new SkillSearch({
      library: () => this.#index.library({ progress: options.indexProgress }),
      embedder,
      read: (name) => this.#reads.usable(name),
      sandbox,
      behaviourBudget,
      typeRelation,
      sharesAfterUse: () => {
        const tallyOf = this.#uses.tallies();
        return ({ digest }) => shareAfterUse(tallyOf(digest));
      },
    });
  }

  async search(query: SkillQuery): Promise<Match[]> {
    return this.#search.search(query);
  }

  async get(name: string, digest?: string): Promise<Skill | undefined> {
    return this.#reads.get(name, digest);
  }

  async list(filter: SkillFilter = {}): Promise<Skill[]> {
    if (!narrows(filter)) return filteredSkills(this.#folders.readAll().skills, filter);
    const state = this.#state({ exact: false });
    const skillOf = (name: string): Skill | undefined => state.skill(name);
    const named = this.#names.names(this.#view, filter).map(skillOf);
    return filteredSkills(
      named.filter((skill) => skill !== undefined),
      filter,
      skillOf,
    );
  }

  async count(filter: SkillFilter = {}): Promise<number> {
    return this.#names.count(this.#view, filter);
  }

  async admit(candidate: Candidate, evidence: Evidence): Promise<Admission> {
    requireStorable(candidate);
    const digest = skillDigest(candidate);
    return this.#writer.write(async () => {
      const existing = await this.get(candidate.name);
      if (existing)
        return { skill: existing, change: existing.digest === digest ? "unchanged" : "name-taken" };
      requirePins(candidate, (name) => this.#folders.read(name));
      const skill: Skill = { ...candidate, digest, status: "active", version: 1, evidence };
      const reason = `admitted for the task ${evidence.task.id}`;
      const files = filesOfSkill(skill, [{ version: 1, digest, status: "active", reason }]);
      // Read back before it is written: what cannot be read again must never get a folder.
      const stored = skillOfFiles(skill.name, files);
      this.#watcher.willChange([skill.name]);
      await placeFolder(this.root, storeLayout.skill(this.root, skill.name), files);
      this.#watcher.changed([skill.name]);
      return { skill: stored, change: "added" };
    });
  }

  async quarantine(candidate: Candidate, refusal: Refusal): Promise<void> {
    await this.#writer.write(() => writeQuarantined(this.root, candidate, refusal));
  }

  async quarantined(): Promise<QuarantinedCandidate[]> {
    return (await readQuarantined(this.root)).records;
  }

  async propose(candidate: Candidate, origin: CandidateOrigin): Promise<"added" | "unchanged" | "known"> {
    requireStorable(candidate);
    return this.#writer.write(async () => {
      if (await this.get(candidate.name, skillDigest(candidate))) return "known";
      return writeCandidate(this.root, candidate, origin);
    });
  }

  async candidates(): Promise<StoredCandidate[]> {
    return (await readCandidates(this.root)).records;
  }

  async settle(candidate: SkillRef, reason?: string): Promise<void> {
    await this.#writer.write(() => settleCandidate(this.root, candidate, reason));
  }

  async recordUses(records: readonly UseRecord[]): Promise<void> {
    const { readOnly } = this.#options;
    // Most often there is nothing to write, and whoever only reads is not refused for what it reads.
    if (readOnly || records.length === 0 || this.#uses.missing(records).length === 0) return;
    await this.#writer.write(() => this.#uses.add(records));
  }

  async uses(name?: string): Promise<UseRecord[]> {
    const all = this.#uses.all();
    return all.filter(({ skill }) => name === undefined || skill.name === name);
  }

  /** What the skill's callers become is in `callersBecome`; all of them move, or none. */
  async transition(
    name: string,
    status: SkillStatus,
    reason: string,
    options: { by?: string; evidence?: Json } = {},
  ): Promise<Skill> {
    return this.#writer.write(async () => {
      await this.#reads.require(name);
      await this.#changes.transition(name, status, { reason, ...options });
      return this.#reads.require(name);
    });
  }

  async change(changes: SkillChange[], options: ChangeOptions): Promise<ChangeReport> {
    for (const change of changes) {
      if (change.kind === "put") requireStorable(change.candidate);
      else requireSkillName(change.name);
    }
    return this.#changes.planned(options, (state, verify) =>
      planChange(state, changes, { ...options, verify }),
    );
  }

  async revert(changeId: string, options: Omit<ChangeOptions, "evidence">): Promise<ChangeReport> {
    return this.#changes.planned(options, (state, verify) =>
      planRevert(state, changeId, { ...options, verify }),
    );
  }

  async versions(name: string): Promise<Skill[]> {
    const skill = await this.#reads.require(name);
    return [...this.#state({ exact: false }).earlier(name), skill];
  }

  /** What became of a skill, oldest first. */
  async history(name: string): Promise<HistoryEntry[]> {
    await this.#reads.require(name);
    return [...this.#state({ exact: false }).history(name)];
  }

  async usedBy(name: string, { transitive = false } = {}): Promise<SkillRef[]> {
    return usersOf(name, this.#state({ exact: false }), transitive);
  }

  async descendants(name: string): Promise<SkillRef[]> {
    return descendantsOf(name, this.#state({ exact: false }));
  }

  /** What is wrong with the store; it names every skill that `list` or `search` leaves out. Nothing before the first write. */
  async problems(): Promise<StoreProblem[]> {
    return storeProblems(this.root, { embedder: this.#options.embedder });
  }

  /** Why searches run in memory instead of in the index on disk, if they had to. */
  get indexFallback(): Error | undefined {
    return this.#index.fallback;
  }

  /** Finishes a write that a killed process left, so that what it changed is not hidden until the next write. */
  async recover(): Promise<void> {
    await this.#writer.recover();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#index[Symbol.asyncDispose]();
  }

  get #view(): CatalogView {
    return new CatalogView(this.#index.catalog.level());
  }

  #state({ exact }: { exact: boolean }): StoreState {
    const level = () => new CatalogView(this.#index.catalog.level({ full: exact }));
    return storeSnapshot(this.root, this.#folders, level);
  }
}
