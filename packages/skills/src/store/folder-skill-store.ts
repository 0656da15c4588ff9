import {
  type Admission,
  type Candidate,
  type ChangeOptions,
  type ChangePlan,
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
  PortolanError,
  type QuarantinedCandidate,
  type Refusal,
  requireCurrent,
  requirePins,
  type Skill,
  type SkillChange,
  skillDigest,
  type SkillFilter,
  type SkillQuery,
  type SkillRef,
  type SkillStatus,
  type SkillStore,
  type StoreState,
  usersOf,
  type Verify,
} from "@portolan/core";
import { SkillSearch } from "../search/skill-search.ts";
import { placeFolder } from "./atomic-write.ts";
import { requireStorable } from "./candidate-rules.ts";
import { storeProblems } from "./check-store.ts";
import { rememberedVerify } from "./remembered-verify.ts";
import { writeOf } from "./planned-write.ts";
import { committed, finishLeft, prepareStore } from "./prepare-store.ts";
import { readQuarantined, writeQuarantined } from "./quarantine-folder.ts";
import { filesOfSkill, skillOfFiles } from "./skill-files.ts";
import { SkillFolders } from "./skill-folders.ts";
import { statusRefused, storeError, unwritable } from "./store-errors.ts";
import { storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import { type StoreProblem } from "./store-problem.ts";
import { storeSnapshot } from "./store-snapshot.ts";
import type { StoreWatcher } from "./store-watcher.ts";
import { leftTransactions } from "./transaction.ts";

/** How a store is opened. */
export interface FolderSkillStoreOptions {
  root: string;
  embedder: Embedder;
  readOnly: boolean;
  lockTimeoutMs: number;
  watcher: StoreWatcher;
}

/** A store of skill folders: the folders are the truth, everything under `.portolan/` can be made again. */
export class FolderSkillStore implements SkillStore {
  readonly root: string;
  readonly #options: FolderSkillStoreOptions;
  readonly #folders: SkillFolders;
  readonly #search: SkillSearch;
  #prepared = false;

  constructor(options: FolderSkillStoreOptions) {
    this.root = options.root;
    this.#options = options;
    this.#folders = new SkillFolders(options.root);
    this.#search = new SkillSearch(options, this.#folders);
  }

  async search(query: SkillQuery): Promise<Match[]> {
    return this.#search.search(query);
  }

  async get(name: string, digest?: string): Promise<Skill | undefined> {
    const skill = this.#folders.read(name);
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
      const { watcher } = this.#options;
      watcher.willChange([skill.name]);
      await placeFolder(this.root, storeLayout.skill(this.root, skill.name), files);
      watcher.changed([skill.name]);
      return { skill: stored, change: "added" };
    });
  }

  async quarantine(candidate: Candidate, refusal: Refusal): Promise<void> {
    await this.#write(() => writeQuarantined(this.root, candidate, refusal));
  }

  async quarantined(): Promise<QuarantinedCandidate[]> {
    return (await readQuarantined(this.root)).records;
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
    for (const change of changes) if (change.kind === "put") requireStorable(change.candidate);
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
    return this.#search.fallback;
  }

  /** Finishes a write that a killed process left, so that what it changed is not hidden until the next write. */
  async recover(): Promise<void> {
    if (this.#options.readOnly || (await leftTransactions(this.root)).length === 0) return;
    await this.#locked(() => finishLeft(this.root, this.#options.watcher));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#search[Symbol.asyncDispose]();
  }

  get #state(): StoreState {
    return storeSnapshot(this.root, this.#folders);
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
    const first = await plan(remembered);
    if (dryRun || first.report.refused) return first.report;
    return this.#write(async () => {
      const planned = await plan(remembered);
      await this.#apply(planned);
      return planned.report;
    });
  }

  async #apply({ skills }: ChangePlan): Promise<void> {
    if (skills.length === 0) return;
    const store = { root: this.root, folders: this.#folders, state: this.#state };
    await committed(this.root, writeOf(skills, store), this.#options.watcher);
  }

  async #write<T>(action: () => Promise<T>): Promise<T> {
    if (this.#options.readOnly) throw unwritable(this.root);
    return this.#locked(async () => {
      if (this.#prepared) await finishLeft(this.root, this.#options.watcher);
      else await prepareStore(this.root, this.#folders, this.#options.watcher);
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
