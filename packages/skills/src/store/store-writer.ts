import { finishLeft, prepareStore } from "./prepare-store.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { storeError, unwritable } from "./store-errors.ts";
import { withStoreLock } from "./store-lock.ts";
import type { StoreWatcher } from "./store-watcher.ts";
import { leftTransactions } from "./transaction.ts";

export interface StoreWriterOptions {
  root: string;
  readOnly: boolean;
  lockTimeoutMs: number;
}

/** Lets one write at a time into a store, after what killed writers left there is finished. */
export class StoreWriter {
  readonly #options: StoreWriterOptions;
  readonly #folders: SkillFolders;
  readonly #watcher: StoreWatcher;
  #prepared = false;

  constructor(options: StoreWriterOptions, folders: SkillFolders, watcher: StoreWatcher) {
    this.#options = options;
    this.#folders = folders;
    this.#watcher = watcher;
  }

  /** Runs `action` under the store's lock. @throws PortolanError `store-unwritable`, `store-locked` */
  async write<T>(action: () => Promise<T>): Promise<T> {
    const { root, readOnly } = this.#options;
    if (readOnly) throw unwritable(root);
    return this.#locked(async () => {
      if (this.#prepared) await finishLeft(root, this.#watcher);
      else await prepareStore(root, this.#folders, this.#watcher);
      this.#prepared = true;
      return action();
    });
  }

  /** Finishes a write that a killed process left, so that what it changed is not hidden until the next write. */
  async recover(): Promise<void> {
    const { root, readOnly } = this.#options;
    if (readOnly || (await leftTransactions(root)).length === 0) return;
    await this.#locked(() => finishLeft(root, this.#watcher));
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
