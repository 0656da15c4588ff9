import { setTimeout as sleep } from "node:timers/promises";
import {
  type Admission,
  type Candidate,
  type CandidateOrigin,
  type ChangeOptions,
  type ChangePlan,
  type ChangeReport,
  closureCheck,
  descendantsOf,
  type Embedder,
  type Evidence,
  filteredSkills,
  type HistoryEntry,
  type Json,
  type Match,
  planChange,
  planRevert,
  PortolanError,
  type QuarantinedCandidate,
  type Refusal,
  requireCurrent,
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
  type TypeRelation,
  type Verify,
} from "@portolan/core";
import type { IndexSetting } from "../index-tiers/lance-location.ts";
import { type IndexProgress, LibraryIndex } from "../index-tiers/library-index.ts";
import type { BehaviourBudget } from "../search/behaviour-view.ts";
import { SkillSearch } from "../search/skill-search.ts";
import { placeFolder } from "./atomic-write.ts";
import { requireStorable } from "./candidate-rules.ts";
import { readCandidates, settleCandidate, writeCandidate } from "./candidate-records.ts";
import { storeProblems } from "./check-store.ts";
import { rememberedVerify } from "./remembered-verify.ts";
import { writeOf } from "./planned-write.ts";
import { committed, finishLeft, prepareStore } from "./prepare-store.ts";
import { readQuarantined, writeQuarantined } from "./quarantine-folder.ts";
import { filesOfSkill, skillOfFiles } from "./skill-files.ts";
import { SkillFolders } from "./skill-folders.ts";
import { statusRefused, storeError, unwritable } from "./store-errors.ts";
import { requireSkillName, storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import { type StoreProblem } from "./store-problem.ts";
import { storeSnapshot } from "./store-snapshot.ts";
import { type StoreWatcher, watchers } from "./store-watcher.ts";
import { leftTransactions } from "./transaction.ts";

/** How often, and after how long, a skill that looks broken is read again while a change is being applied. */
const SETTLE_TRIES = 40;
const SETTLE_MS = 5;

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
  #prepared = false;

  constructor(options: FolderSkillStoreOptions) {
    this.root = options.root;
    this.#options = options;
    this.#folders = new SkillFolders(options.root);
    this.#index = new LibraryIndex(options);
    this.#watcher = watchers(this.#index.catalog, options.watcher);
    const { embedder, sandbox, behaviourBudget, typeRelation } = options;
    this.#search = new SkillSearch({
      library: () => this.#index.library({ progress: options.indexProgress }),
      embedder,
      read: (name) => this.#usable(name),
      sandbox,
      behaviourBudget,
      typeRelation,
    });
  }

  async search(query: SkillQuery): Promise<Match[]> {
    return this.#search.search(query);
  }

  async get(name: string, digest?: string): Promise<Skill | undefined> {
    const skill = await this.#settled(name);
    if (digest === undefined && skill instanceof PortolanError) throw skill;
    if (!(skill instanceof PortolanError) && (digest === undefined || skill?.digest === digest)) return skill;
    const earlier = this.#state.earlier(name).find((version) => version.digest === digest);
    if (!earlier && skill instanceof PortolanError) throw skill;
    return earlier;
  }

  async list(filter: SkillFilter = {}): Promise<Skill[]> {
    return filteredSkills(this.#folders.readAll().skills, filter);
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
    await this.#write(() => writeQuarantined(this.root, candidate, refusal));
  }

  async quarantined(): Promise<QuarantinedCandidate[]> {
    return (await readQuarantined(this.root)).records;
  }

  async propose(candidate: Candidate, origin: CandidateOrigin): Promise<"added" | "unchanged" | "known"> {
    requireStorable(candidate);
    return this.#write(async () => {
      if (await this.get(candidate.name, skillDigest(candidate))) return "known";
      return writeCandidate(this.root, candidate, origin);
    });
  }

  async candidates(): Promise<StoredCandidate[]> {
    return (await readCandidates(this.root)).records;
  }

  async settle(candidate: SkillRef, reason?: string): Promise<void> {
    await this.#write(() => settleCandidate(this.root, candidate, reason));
  }

  /** What the skill's callers become is in `callersBecome`; all of them move, or none. */
  async transition(
    name: string,
    status: SkillStatus,
    reason: string,
    options: { by?: string; evidence?: Json } = {},
  ): Promise<Skill> {
    return this.#write(async () => {
      await this.#require(name);
      const request = { reason, ...options };
      const plan = await planChange(this.#state, [{ kind: "status", name, status }], request);
      if (plan.report.refused) throw statusRefused(plan.report.refused);
      await this.#apply(plan);
      return this.#require(name);
    });
  }

  async change(changes: SkillChange[], options: ChangeOptions): Promise<ChangeReport> {
    for (const change of changes) {
      if (change.kind === "put") requireStorable(change.candidate);
      else requireSkillName(change.name);
    }
    return this.#planned(options, (verify) => planChange(this.#state, changes, { ...options, verify }));
  }

  async revert(changeId: string, options: Omit<ChangeOptions, "evidence">): Promise<ChangeReport> {
    return this.#planned(options, (verify) => planRevert(this.#state, changeId, { ...options, verify }));
  }

  async versions(name: string): Promise<Skill[]> {
    const skill = await this.#require(name);
    return [...this.#state.earlier(name), skill];
  }

  /** What became of a skill, oldest first. */
  async history(name: string): Promise<HistoryEntry[]> {
    await this.#require(name);
    return [...this.#state.history(name)];
  }

  async usedBy(name: string, { transitive = false } = {}): Promise<SkillRef[]> {
    return usersOf(name, this.#state.skills.values(), transitive);
  }

  async descendants(name: string): Promise<SkillRef[]> {
    return descendantsOf(name, this.#state.skills.values());
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
    if (this.#options.readOnly || (await leftTransactions(this.root)).length === 0) return;
    await this.#locked(() => finishLeft(this.root, this.#watcher));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#index[Symbol.asyncDispose]();
  }

  get #state(): StoreState {
    return storeSnapshot(this.root, this.#folders);
  }

  /** What a folder holds; while a change is being applied, a skill in it looks broken for a moment. */
  async #settled(name: string): Promise<Skill | PortolanError | undefined> {
    for (let tries = 0; tries < SETTLE_TRIES; tries++) {
      const found = this.#folders.read(name);
      if (!(found instanceof PortolanError)) return found;
      if ((await leftTransactions(this.root)).length === 0) break;
      await sleep(SETTLE_MS);
    }
    return this.#folders.read(name);
  }

  /** A skill that is whole and active, with all that it calls, when read in full. */
  #usable(name: string): Skill | undefined {
    const skill = this.#folders.read(name);
    if (!skill || skill instanceof PortolanError || skill.status !== "active") return undefined;
    return closureCheck((callee) => this.#folders.read(callee))(skill) === undefined ? skill : undefined;
  }

  async #require(name: string): Promise<Skill> {
    return (await this.get(name)) ?? requireCurrent(this.#state, name);
  }

  /** Verifies before the lock is taken, since it may take long, and again under it only what others changed meanwhile. */
  async #planned(
    { verify, dryRun }: Pick<ChangeOptions, "verify" | "dryRun">,
    plan: (verify: Verify) => Promise<ChangePlan>,
  ): Promise<ChangeReport> {
    const remembered = rememberedVerify(verify);
    if (dryRun) return (await plan(remembered)).report;
    // What was refused may have met half of another writer's change: under the lock it shows.
    await plan(remembered).catch(() => undefined);
    return this.#write(async () => {
      const planned = await plan(remembered);
      await this.#apply(planned);
      return planned.report;
    });
  }

  async #apply({ skills }: ChangePlan): Promise<void> {
    if (skills.length === 0) return;
    const store = { root: this.root, folders: this.#folders, state: this.#state };
    await committed(this.root, writeOf(skills, store), this.#watcher);
  }

  async #write<T>(action: () => Promise<T>): Promise<T> {
    if (this.#options.readOnly) throw unwritable(this.root);
    return this.#locked(async () => {
      if (this.#prepared) await finishLeft(this.root, this.#watcher);
      else await prepareStore(this.root, this.#folders, this.#watcher);
      this.#prepared = true;
      return action();
    });
  }

  async #locked<T>(action: () => Promise<T>): Promise<T> {
    const { root, lockTimeoutMs } = this.#options;
    try {
      return await withStoreLock(root, "store", action, lockTimeoutMs);
    } catch (error) {
      throw storeError(root, error);
    }
  }
}
