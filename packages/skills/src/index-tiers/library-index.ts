import { type Embedder, PortolanError } from "@portolan/core";
import { CatalogView } from "../catalog/catalog-view.ts";
import { SkillCatalog } from "../catalog/skill-catalog.ts";
import type { Progress } from "../catalog/sweep.ts";
import { guardedEmbedder } from "../search/guarded-embedder.ts";
import type { Library } from "../search/library.ts";
import type { IndexTier } from "./index-tier.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { type IndexSetting, lanceUri } from "./lance-location.ts";
import { LanceTier } from "./lance-tier.ts";
import { ListedLibrary } from "./listed-library.ts";
import { storeName } from "./store-name.ts";
import { MemoryTier } from "./memory-tier.ts";
import { VectorStore } from "./vector-store.ts";

export interface LibraryIndexOptions {
  root: string;
  embedder: Embedder;
  readOnly?: boolean;
  /** `auto` when absent: in memory up to 150,000 skills, in LanceDB under `.portolan/` beyond. Or one of both, or where LanceDB keeps it. */
  index?: IndexSetting;
  /** What LanceDB is told of an object store: account, key, endpoint. */
  storageOptions?: Record<string, string>;
  /** Documents that are kept apart before they become a segment; 2,048 when absent. */
  segmentRows?: number;
}

/** Listed skills from which on `auto` is LanceDB: below, going through all vectors is as fast and exact. */
export const LANCE_FROM = 150_000;

/** How the making of an index goes on. */
export interface IndexProgress {
  /** Folders read into the catalogue. */
  folders?: Progress;
  /** Texts embedded. */
  texts?: Progress;
}

/** `volatile` is in memory without segments on disk. */
type TierKind = "memory" | "volatile" | "lancedb";

/** A store's catalogue and the index over it: what searches see of the skill folders, and what can be made again of them. */
export class LibraryIndex implements AsyncDisposable {
  /** Brought level with the folders by whoever asks for the library. */
  readonly catalog: SkillCatalog;
  readonly #options: LibraryIndexOptions;
  readonly #tiers = new Map<TierKind, IndexTier>();
  #kind: TierKind = "volatile";
  #fallback: Error | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #maintenance: Promise<unknown> | undefined;

  constructor(options: LibraryIndexOptions) {
    this.#options = { ...options, embedder: guardedEmbedder(options.embedder) };
    this.catalog = new SkillCatalog(options);
  }

  /** Why the index is kept in memory, if it had to be. */
  get fallback(): Error | undefined {
    return this.#fallback ?? this.catalog.fallback;
  }

  /** Where the index lies: a folder, a URI, or `memory`. */
  get place(): string {
    const { root, embedder, index = "auto" } = this.#options;
    const folder = indexFolder(root, stampOf(embedder));
    if (this.#kind === "lancedb") return lanceUri(index, folder);
    return this.#kind === "memory" ? folder : "memory";
  }

  /** Resolves when no upkeep is under way. */
  async maintained(): Promise<void> {
    await this.#turn;
    await this.#maintenance;
  }

  /** The library as the folders hold it now. */
  library(options: { full?: boolean; progress?: IndexProgress } = {}): Promise<Library> {
    const library = this.#turn.then(() => this.#levelled(options));
    this.#turn = library.then(() => this.#maintain()).catch(() => undefined);
    return library;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.maintained();
    for (const tier of this.#tiers.values()) await tier[Symbol.asyncDispose]();
    this.catalog[Symbol.dispose]();
  }

  async #levelled({ full, progress }: { full?: boolean; progress?: IndexProgress }): Promise<Library> {
    const view = new CatalogView(this.catalog.level({ full, mayWait: true, progress: progress?.folders }));
    try {
      return await this.#libraryOf(view, progress);
    } catch (error) {
      // A failing embedder, or a busy lock, would fail in memory too.
      if (error instanceof PortolanError || this.#fallback) throw error;
      this.#fallback = error as Error;
      return this.#libraryOf(view, progress);
    }
  }

  async #libraryOf(view: CatalogView, progress: IndexProgress | undefined): Promise<Library> {
    const kind = this.#kindFor(view);
    let tier = this.#tiers.get(kind);
    if (!tier) this.#tiers.set(kind, (tier = this.#opened(kind, view, progress)));
    this.#kind = kind;
    await tier.catchUp(view);
    return new ListedLibrary(view, tier);
  }

  #kindFor(view: CatalogView): TierKind {
    const { index = "auto", readOnly } = this.#options;
    // What may not be written, or could not be, is searched in memory.
    if (this.#fallback || readOnly || !view.database.isOnDisk) return "volatile";
    if (index === "auto") return view.totals.documents < LANCE_FROM ? "memory" : "lancedb";
    return index === "memory" ? "memory" : "lancedb";
  }

  #opened(kind: TierKind, view: CatalogView, progress: IndexProgress | undefined): IndexTier {
    const { root, embedder, segmentRows, index = "auto", storageOptions } = this.#options;
    const stamp = stampOf(embedder);
    const folder = indexFolder(root, stamp);
    const common = { root, stamp, embedder, progress: progress?.texts };
    if (kind !== "lancedb")
      return new MemoryTier({ ...common, segmentRows, folder: kind === "memory" ? folder : undefined });
    const uri = lanceUri(index, folder);
    return new LanceTier({
      ...common,
      uri,
      storageOptions,
      store: storeName(root),
      vectorsPath: VectorStore.pathIn(folder),
    });
  }

  /** One at a time, and not in the way of searches: a vector index of a million rows takes a minute. */
  #maintain(): void {
    this.#maintenance ??= this.#maintainNow()
      .catch(() => undefined)
      .finally(() => (this.#maintenance = undefined));
  }

  async #maintainNow(): Promise<void> {
    await this.catalog.lookAfter();
    await this.#tiers.get(this.#kind)?.maintain();
  }
}
