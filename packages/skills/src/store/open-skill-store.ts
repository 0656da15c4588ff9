import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Embedder, PortolanError, type Sandbox, type TypeRelation } from "@portolan/core";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import type { IndexSetting } from "../index-tiers/lance-location.ts";
import type { IndexProgress } from "../index-tiers/library-index.ts";
import type { BehaviourBudget } from "../search/behaviour-view.ts";
import { FolderSkillStore } from "./folder-skill-store.ts";
import { requireKnownFormat } from "./store-files.ts";
import type { StoreWatcher } from "./store-watcher.ts";

export interface OpenSkillStoreOptions {
  /** The store's folder; it is made by the first write. */
  root: string;
  /** Turns skills and queries into vectors; `builtInEmbedder()` when absent. */
  embedder?: Embedder;
  /** Refuses every write with `store-unwritable`, and leaves the folder untouched. */
  readOnly?: boolean;
  /** How long a write waits for other writers; 30,000 when absent. */
  lockTimeoutMs?: number;
  /** Is told which skills every write changes. */
  watcher?: StoreWatcher;
  /** Where skills are searched: `auto` when absent, `memory`, `lancedb`, or a folder or URI where LanceDB keeps the index. */
  index?: IndexSetting;
  /** What LanceDB is told of an object store (account, key, endpoint); its environment variables count without. */
  storageOptions?: Record<string, string>;
  /** Is told how the making of an index goes on, which takes long for a large library or a slow model. */
  indexProgress?: IndexProgress;
  /** Runs pure skills on the examples of a search; the caller disposes of it. Without one, examples count nothing. */
  sandbox?: Sandbox;
  /** What a search may spend on those runs; 32 skills and no limit of time when absent. */
  behaviourBudget?: BehaviourBudget;
  /** Compares the types of a search with those of skills where their text does not decide, as a process sandbox does. */
  typeRelation?: TypeRelation;
}

/**
 * Opens a store; it reads nothing but the format and writes nothing, unless a killed process left a decided write: that is
 * finished.
 * @throws PortolanError `store-invalid` when the path is no folder, or a newer Portolan wrote it.
 */
export async function openSkillStore(options: OpenSkillStoreOptions): Promise<FolderSkillStore> {
  const root = resolve(options.root);
  const found = await stat(root).catch(() => undefined);
  if (found && !found.isDirectory()) {
    throw new PortolanError("store-invalid", `The store ${root} is not a folder.`, {
      value: root,
      next: "Name a folder; one that does not exist is made by the first write.",
    });
  }
  await requireKnownFormat(root);
  const store = new FolderSkillStore({
    root,
    embedder: options.embedder ?? builtInEmbedder(),
    readOnly: options.readOnly ?? false,
    lockTimeoutMs: options.lockTimeoutMs ?? 30_000,
    watcher: options.watcher,
    index: options.index,
    storageOptions: options.storageOptions,
    indexProgress: options.indexProgress,
    sandbox: options.sandbox,
    behaviourBudget: options.behaviourBudget,
    typeRelation: options.typeRelation,
  });
  await recovered(store);
  return store;
}

/** A store that cannot be written now is read as it is: what was half-changed does not fit its digests, and is hidden. */
async function recovered(store: FolderSkillStore): Promise<void> {
  try {
    await store.recover();
  } catch (error) {
    const later = ["store-unwritable", "store-locked"];
    if (!(error instanceof PortolanError) || !later.includes(error.code)) throw error;
  }
}
