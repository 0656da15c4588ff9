import { join, resolve } from "node:path";
import type { Connection, Table } from "@lancedb/lancedb";
import { type Embedder, PortolanError } from "@portolan/core";
import type { CatalogView } from "../catalog/catalog-view.ts";
import { remember } from "../catalog/sweep.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { withStoreLock } from "../store/store-lock.ts";
import { embedEntries, type EmbedProgress } from "./document-embedding.ts";
import { type IndexStamp, stampDigest } from "./index-stamp.ts";
import type { IndexTier } from "./index-tier.ts";
import { isShared } from "./lance-location.ts";
import { lanceProposals } from "./lance-proposals.ts";
import { connectLance, openLanceTable } from "./lance-table.ts";
import { buildIndices, compact, hasCompactionTurn, hasManyUnindexed, isLargeWrite } from "./lance-upkeep.ts";
import { differencesOf, lackedBy, type LanceChange, writeChanges } from "./lance-writer.ts";
import { VectorStore } from "./vector-store.ts";

/** Who first writes a large table takes minutes, and everybody else has to wait for it. */
const LOCK_TIMEOUT_MS = 1_800_000;
/** Versions younger than this stay, for searches of others that are under way. */
const KEPT_MS = { own: 60_000, shared: 600_000 };

export interface LanceTierOptions {
  root: string;
  uri: string;
  storageOptions?: Record<string, string>;
  /** Where vectors are kept that were made or read here. */
  vectorsPath: string;
  /** Names the store among those that share the URI. */
  store: string;
  stamp: IndexStamp;
  embedder: Embedder;
  progress?: EmbedProgress;
}

/** The stamp is the name: a table of another embedder, template or store is another table. */
export function tableName(stamp: IndexStamp, store: string): string {
  return `skills-${stampDigest({ ...stamp, store })}`;
}

/**
 * The index for libraries that do not fit in memory, or that several machines share: a LanceDB table. It proposes; the
 * measures of what it proposed are computed as in memory, from the catalogue and the vectors.
 */
export class LanceTier implements IndexTier {
  readonly #options: LanceTierOptions;
  readonly #vectors: VectorStore;
  readonly #name: string;
  #open: { connection: Connection; table: Table } | undefined;
  #upkeepIsDue = false;

  constructor(options: LanceTierOptions) {
    this.#options = options;
    this.#vectors = VectorStore.open(options.vectorsPath, options.stamp.dimension);
    this.#name = tableName(options.stamp, options.store);
  }

  async catchUp(view: CatalogView): Promise<void> {
    await this.#recovering(view, () => this.#catchUp(view));
  }

  async propose(view: CatalogView, query: LibraryQuery): Promise<Proposal[]> {
    return this.#recovering(view, () => this.#propose(view, query));
  }

  async #propose(view: CatalogView, query: LibraryQuery): Promise<Proposal[]> {
    if (query.filter.status && !query.filter.status.includes("active")) return [];
    const table = await this.#opened(view);
    return lanceProposals({ view, table, vectors: this.#vectors, isOwn: this.#isOwn }, query);
  }

  async maintain(): Promise<void> {
    const table = this.#open?.table;
    if (!table || !this.#upkeepIsDue) return;
    this.#upkeepIsDue = false;
    // Without a lock: LanceDB settles it with writers, who would have to wait for minutes.
    await buildIndices(table);
    await compact(table, isShared(this.#options.uri) ? KEPT_MS.shared : KEPT_MS.own);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    this.#vectors[Symbol.dispose]();
  }

  /** The key under which the catalogue keeps the last change that the table has. */
  get #key(): string {
    return `lance ${this.#options.uri} ${this.#name}`;
  }

  /** A table that fails was deleted, made anew by another process, or is damaged: it is opened again, then built anew. */
  async #recovering<T>(view: CatalogView, action: () => Promise<T>): Promise<T> {
    const recoveries = [async () => this.#close(), () => this.#drop(view)];
    for (const recover of isShared(this.#options.uri) ? recoveries.slice(0, 1) : recoveries) {
      try {
        return await action();
      } catch (error) {
        if (error instanceof PortolanError) throw error;
        await recover();
        await this.#catchUp(view).catch(() => undefined);
      }
    }
    return action();
  }

  async #catchUp(view: CatalogView): Promise<void> {
    const table = await this.#opened(view);
    if (view.seq === this.#known(view)) return;
    // A model may take minutes for a whole library: that is done before the lock is taken.
    await this.#embed(view, table, await this.#changes(view, table));
    const write = async (): Promise<void> => {
      // All is read again under the lock: another process may have caught up, or admitted more.
      const seq = view.seq;
      const changes = await this.#changes(view, table);
      await this.#embed(view, table, changes);
      const versions = await writeChanges(view, table, this.#vectors, changes);
      view.database.transaction(() => remember(view.database, { [this.#key]: seq }));
      this.#upkeepIsDue ||=
        versions.some(hasCompactionTurn) || (isLargeWrite(changes.length) && (await hasManyUnindexed(table)));
    };
    await withStoreLock(this.#options.root, "index", write, LOCK_TIMEOUT_MS);
  }

  /** Sees to it that what the table lacks has its vector here. */
  async #embed(view: CatalogView, table: Table, changes: readonly LanceChange[]): Promise<void> {
    const { uri, embedder, progress } = this.#options;
    const entries = changes.flatMap(({ entry }) => entry ?? []);
    const lacked = isShared(uri) ? await lackedBy(table, entries) : entries;
    await embedEntries(view, lacked, { embedder, progress, vectors: this.#vectors });
  }

  async #changes(view: CatalogView, table: Table): Promise<LanceChange[]> {
    const known = this.#known(view);
    const shared = isShared(this.#options.uri);
    if (known === undefined) return differencesOf(view, table, { isShared: shared, isOwn: this.#isOwn });
    return view.changesSince(known).map(({ id, name }) => ({ name, entry: view.entry(id) }));
  }

  /** Elsewhere, a folder may be that of many machines too. */
  get #isOwn(): boolean {
    return this.#options.uri.startsWith(join(resolve(this.#options.root), "/"));
  }

  #known(view: CatalogView): number | undefined {
    return view.database.remembered(this.#key, () => {
      const value = view.database.one("SELECT value FROM meta WHERE key = ?", this.#key)?.value;
      return value === undefined ? undefined : Number(value);
    });
  }

  async #opened(view: CatalogView): Promise<Table> {
    if (this.#open) return this.#open.table;
    const { uri, storageOptions, stamp } = this.#options;
    const connection = await connectLance(uri, storageOptions);
    const { table, isNew } = await openLanceTable(connection, this.#name, stamp);
    if (isNew) this.#forget(view);
    this.#open = { connection, table };
    return table;
  }

  async #drop(view: CatalogView): Promise<void> {
    this.#close();
    const connection = await connectLance(this.#options.uri, this.#options.storageOptions);
    await connection.dropTable(this.#name).catch(() => undefined);
    connection.close();
    this.#forget(view);
  }

  #forget(view: CatalogView): void {
    view.database.transaction(() => view.database.run("DELETE FROM meta WHERE key = ?", this.#key));
  }

  #close(): void {
    this.#open?.table.close();
    this.#open?.connection.close();
    this.#open = undefined;
  }
}
