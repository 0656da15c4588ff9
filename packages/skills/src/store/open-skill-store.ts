import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Embedder, PortolanError, type Sandbox, type TypeRelation } from "@portolan/core";
import { hashEmbedder } from "../embedders/hash-embedder.ts";
import { FolderSkillStore } from "./folder-skill-store.ts";
import { requireKnownFormat } from "./store-files.ts";

export interface OpenSkillStoreOptions {
  /** The store's folder; it is made by the first write. */
  root: string;
  /** Turns skills and queries into vectors; `hashEmbedder()` when absent. */
  embedder?: Embedder;
  /** Refuses every write with `store-unwritable`, and leaves the folder untouched. */
  readOnly?: boolean;
  /** How long a write waits for other writers; 30,000 when absent. */
  lockTimeoutMs?: number;
  /** Runs pure skills on the examples of a search; the caller disposes of it. Without one, examples count nothing. */
  sandbox?: Sandbox;
  /** Compares the types of a search with those of skills where their text does not decide, as a process sandbox does. */
  typeRelation?: TypeRelation;
}

/**
 * Opens a store; it reads nothing but the format and writes nothing.
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
  return new FolderSkillStore({
    root,
    embedder: options.embedder ?? hashEmbedder(),
    readOnly: options.readOnly ?? false,
    lockTimeoutMs: options.lockTimeoutMs ?? 30_000,
    sandbox: options.sandbox,
    typeRelation: options.typeRelation,
  });
}
