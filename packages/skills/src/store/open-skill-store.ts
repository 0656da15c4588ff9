import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Embedder, PortolanError } from "@portolan/core";
import { hashEmbedder } from "../embedders/hash-embedder.ts";
import { FolderSkillStore } from "./folder-skill-store.ts";
import { requireKnownFormat } from "./store-files.ts";
import { noWatcher, type StoreWatcher } from "./store-watcher.ts";

export interface OpenSkillStoreOptions {
  /** The store's folder; it is made by the first write. */
  root: string;
  /** Turns skills and queries into vectors; `hashEmbedder()` when absent. */
  embedder?: Embedder;
  /** Refuses every write with `store-unwritable`, and leaves the folder untouched. */
  readOnly?: boolean;
  /** How long a write waits for other writers; 30,000 when absent. */
  lockTimeoutMs?: number;
  /** Is told which skills every write changes. */
  watcher?: StoreWatcher;
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
    embedder: options.embedder ?? hashEmbedder(),
    readOnly: options.readOnly ?? false,
    lockTimeoutMs: options.lockTimeoutMs ?? 30_000,
    watcher: options.watcher ?? noWatcher,
  });
  await recovered(store);
  return store;
}

/** A store that cannot be written is read as it is: what was half-changed does not fit its digests, and is hidden. */
async function recovered(store: FolderSkillStore): Promise<void> {
  try {
    await store.recover();
  } catch (error) {
    if (!(error instanceof PortolanError) || error.code !== "store-unwritable") throw error;
  }
}
