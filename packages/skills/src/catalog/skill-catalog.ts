import { statSync } from "node:fs";
import { PortolanError } from "@portolan/core";
import { storeLayout } from "../store/store-layout.ts";
import { join } from "node:path";
import { CatalogDatabase } from "./catalog-database.ts";
import { refreshRows } from "./catalog-writer.ts";
import { deleteDatabase, isDamage } from "./database-file.ts";
import { SkillSource } from "./skill-source.ts";
import { type Progress, remember, sweep, sweepGently } from "./sweep.ts";

export interface SkillCatalogOptions {
  root: string;
  /** Keeps the catalogue in memory, begun with a copy of the one on disk, and leaves the folder untouched. */
  readOnly?: boolean;
  /** Up to so many folders are looked at whenever the catalogue is asked; 100 when absent. */
  alwaysSwept?: number;
  /** Milliseconds; the clock of the system when absent. */
  now?: () => number;
}

/**
 * What the skill folders hold, in a database that is brought level with them and can be deleted at any time. Writers tell it
 * of their changes; what others change in the folders it finds by their stamps.
 */
export class SkillCatalog implements Disposable {
  /** Why the catalogue is kept in memory, if it had to be. */
  fallback: Error | undefined;
  readonly #root: string;
  readonly #readOnly: boolean;
  readonly #options: SkillCatalogOptions;
  readonly #source: SkillSource;
  #database: CatalogDatabase | undefined;
  /** Databases that were deleted or replaced while they were open. */
  readonly #retired: CatalogDatabase[] = [];
  #placesAtIntent: string | undefined;
  /** The database that was swept since it was opened. */
  #swept: CatalogDatabase | undefined;
  #waits = false;

  constructor(options: SkillCatalogOptions) {
    const { root, readOnly = false } = options;
    this.#root = root;
    this.#readOnly = readOnly;
    this.#options = options;
    this.#source = new SkillSource(root);
  }

  /** Where the catalogue of a store lies. */
  static pathIn(root: string): string {
    return join(storeLayout.hidden(root), "catalog.db");
  }

  /**
   * Brings the catalogue level with the folders and gives it. `full` looks at every file of every folder; where looking takes
   * long, `mayWait` leaves it to `lookAfter`.
   * @throws PortolanError `store-invalid` for a folder that may not be read
   */
  level(options: { full?: boolean; mayWait?: boolean; progress?: Progress } = {}): CatalogDatabase {
    return this.#guarded((database) => {
      database.refresh();
      const intents = database.remembered("intents", () => namesOf(database));
      // A writer is at work, or was killed: what it began is looked at each time, until the next writer settles it.
      const unsettled = intents.filter((name) => !this.#isLevel(database, name));
      if (unsettled.length > 0) database.transaction(() => refreshRows(database, this.#source, unsettled));
      const { now = Date.now, alwaysSwept } = this.#options;
      const isFirst = this.#swept !== database;
      this.#waits = sweep(database, this.#source, { ...options, now, alwaysSwept, isFirst });
      this.#swept = database;
      return database;
    });
  }

  /** Looks at the folders if that was put off; the next `level` gives what changed. */
  async lookAfter(): Promise<void> {
    const database = this.#swept;
    if (!this.#waits || !database) return;
    this.#waits = false;
    await sweepGently(database, this.#source, { now: this.#options.now ?? Date.now });
  }

  /** The folders of these names will be changed, by the holder of the store's lock. */
  willChange(names: readonly string[]): void {
    if (this.#readOnly) return;
    this.#guarded((database) => {
      this.#placesAtIntent = this.#source.placesStamp();
      database.transaction(() => {
        // Whoever wrote those had the lock, and so is gone.
        refreshRows(database, this.#source, namesOf(database));
        database.run("DELETE FROM intents");
        for (const name of names) database.run("INSERT OR IGNORE INTO intents VALUES (?)", name);
      });
    });
  }

  /** The folders of these names were changed, or the change was given up. */
  changed(names: readonly string[]): void {
    if (this.#readOnly) return;
    this.#guarded((database) => {
      database.transaction(() => {
        refreshRows(database, this.#source, names);
        for (const name of names) database.run("DELETE FROM intents WHERE name = ?", name);
        // Our own folders are known now: only if others had changed some before does the list have to be read again.
        const known = database.one("SELECT value FROM meta WHERE key = 'places'")?.value;
        if (known !== undefined && known === this.#placesAtIntent)
          remember(database, { places: this.#source.placesStamp() });
      });
    });
  }

  /** Runs what changes the folders of these names. */
  async watching<T>(names: readonly string[], change: () => Promise<T>): Promise<T> {
    this.willChange(names);
    try {
      return await change();
    } finally {
      this.changed(names);
    }
  }

  [Symbol.dispose](): void {
    this.#retire();
    for (const database of this.#retired.splice(0)) database.close();
  }

  #isLevel(database: CatalogDatabase, name: string): boolean {
    const stamps = database.one("SELECT stamps FROM skills WHERE name = ?", name)?.stamps;
    return (stamps ?? undefined) === this.#source.stamps(name)?.join(" ");
  }

  /** A damaged catalogue is made anew; one that cannot be written is replaced by one in memory. */
  #guarded<T>(action: (database: CatalogDatabase) => T): T {
    const recoveries = [
      (error: unknown) => this.#discard(error),
      (error: unknown) => this.#keepInMemory(error),
    ];
    for (const recover of recoveries) {
      try {
        return action(this.#opened());
      } catch (error) {
        if (!isDatabaseFailure(error)) throw error;
        recover(error);
      }
    }
    return action(this.#opened());
  }

  #opened(): CatalogDatabase {
    if (this.#database && !this.#database.isOfThisProgram) this.#retire();
    // Where the catalogue is, its folder is too.
    if (!this.#readOnly && !this.fallback && this.#database?.isOnDisk && this.#database.isInPlace)
      return this.#database;
    const inMemory = this.#readOnly || this.fallback !== undefined || !isFolder(this.#root);
    // A store that was not there yet may have been made since.
    if (this.#database && (!this.#database.isInPlace || this.#database.isOnDisk === inMemory)) this.#retire();
    this.#database ??= this.#open(inMemory);
    return this.#database;
  }

  #open(inMemory: boolean): CatalogDatabase {
    const path = SkillCatalog.pathIn(this.#root);
    if (!inMemory) return CatalogDatabase.open(path);
    return this.#readOnly ? CatalogDatabase.copyOf(path) : CatalogDatabase.open(":memory:");
  }

  #discard(error: unknown): void {
    const isOurs = this.#database?.isOnDisk && this.#database.isInPlace;
    this.#retire();
    if (isOurs && isDamage(error)) deleteDatabase(SkillCatalog.pathIn(this.#root));
  }

  #keepInMemory(error: unknown): void {
    this.#retire();
    this.fallback = error as Error;
  }

  /** A search that is under way may go on with it. */
  #retire(): void {
    if (this.#database) this.#retired.push(this.#database);
    this.#database = undefined;
  }
}

function namesOf(database: CatalogDatabase): string[] {
  return database.all("SELECT name FROM intents").map(({ name }) => String(name));
}

/** What SQLite or the file system says, where this program says nothing. */
function isDatabaseFailure(error: unknown): boolean {
  return !(error instanceof PortolanError) && typeof (error as { code?: unknown }).code === "string";
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
