import { type Embedder, PortolanError } from "@portolan/core";
import { CatalogView } from "../catalog/catalog-view.ts";
import { SkillCatalog } from "../catalog/skill-catalog.ts";
import type { Progress } from "../catalog/sweep.ts";
import { guardedEmbedder } from "../search/guarded-embedder.ts";
import type { Library } from "../search/library.ts";
import type { IndexTier } from "./index-tier.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { ListedLibrary } from "./listed-library.ts";
import { MemoryTier } from "./memory-tier.ts";

export interface LibraryIndexOptions {
  root: string;
  embedder: Embedder;
  readOnly?: boolean;
  /** Documents that are kept apart before they become a segment; 2,048 when absent. */
  segmentRows?: number;
}

/** How the making of an index goes on. */
export interface IndexProgress {
  /** Folders read into the catalogue. */
  folders?: Progress;
  /** Texts embedded. */
  texts?: Progress;
}

/** A store's catalogue and the index over it: what searches see of the skill folders, and what can be made again of them. */
export class LibraryIndex implements AsyncDisposable {
  /** Brought level with the folders by whoever asks for the library. */
  readonly catalog: SkillCatalog;
  readonly #options: LibraryIndexOptions;
  #tier: IndexTier | undefined;
  #fallback: Error | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: LibraryIndexOptions) {
    this.#options = { ...options, embedder: guardedEmbedder(options.embedder) };
    this.catalog = new SkillCatalog(options);
  }

  /** Why the index is kept in memory, if it had to be. */
  get fallback(): Error | undefined {
    return this.#fallback ?? this.catalog.fallback;
  }

  /** The library as the folders hold it now. */
  library(options: { full?: boolean; progress?: IndexProgress } = {}): Promise<Library> {
    const library = this.#turn.then(() => this.#levelled(options));
    this.#turn = library.then(() => this.#maintain()).catch(() => undefined);
    return library;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#tier?.[Symbol.asyncDispose]();
    this.catalog[Symbol.dispose]();
  }

  async #levelled({ full, progress }: { full?: boolean; progress?: IndexProgress }): Promise<Library> {
    const view = new CatalogView(this.catalog.level({ full, progress: progress?.folders }));
    try {
      this.#tier ??= this.#opened(view, progress);
      await this.#tier.catchUp(view);
    } catch (error) {
      // A failing embedder would fail in memory too.
      if (error instanceof PortolanError || this.#fallback) throw error;
      this.#fallback = error as Error;
      await this.#tier?.[Symbol.asyncDispose]();
      this.#tier = this.#opened(view, progress);
      await this.#tier.catchUp(view);
    }
    return new ListedLibrary(view, this.#tier);
  }

  #opened(view: CatalogView, progress: IndexProgress | undefined): IndexTier {
    const { root, embedder, segmentRows } = this.#options;
    const stamp = stampOf(embedder);
    const onDisk = view.database.isOnDisk && this.#fallback === undefined;
    const folder = onDisk ? indexFolder(root, stamp) : undefined;
    return new MemoryTier({ root, folder, stamp, embedder, segmentRows, progress: progress?.texts });
  }

  async #maintain(): Promise<void> {
    await this.#tier?.maintain();
  }
}
