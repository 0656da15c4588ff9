import { mkdirSync, rmSync, statSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync, type SQLInputValue } from "node:sqlite";
import { CATALOG_STAMP, CATALOG_TABLES } from "./catalog-schema.ts";

/** How long a transaction waits for that of another process. */
const BUSY_TIMEOUT_MS = 20_000;

const OPEN_ATTEMPTS = 100;
const OPEN_PAUSE_MS = 10;

/** A row of numbers and texts; whoever selects bytes says so. */
export type Row = Record<string, string | number | null>;

/** SQLite with prepared statements by their text, and transactions. */
export class CatalogDatabase {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #file: string | undefined;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(path: string) {
    this.#path = path;
    this.#database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      // The folders are the truth: what a power failure takes from the catalogue, the next sweep gives back.
      this.#database.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000",
      );
      this.transaction(() => this.#prepare());
    } catch (error) {
      this.#database.close();
      throw error;
    }
    this.#file = fileIdentity(path);
  }

  /** Opens or makes the catalogue at `path` (`:memory:` for none on disk); one that is damaged or of another stamp is made anew. */
  static open(path: string): CatalogDatabase {
    if (path === ":memory:") return new CatalogDatabase(path);
    ensureFolderNow(dirname(path));
    for (let attempt = 1; ; attempt++) {
      try {
        // Who deleted the file alone left a log that belongs to no database.
        if (fileIdentity(path) === undefined) deleteDatabase(path);
        return new CatalogDatabase(path);
      } catch (error) {
        if (attempt === OPEN_ATTEMPTS || !(isBusy(error) || isDamage(error))) throw error;
        if (isDamage(error)) deleteDatabase(path);
        // Who makes a database into a WAL one is not waited for by SQLite itself.
        else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS);
      }
    }
  }

  /** False when the file was deleted or replaced: what one reads and writes then, nobody else sees. */
  get isInPlace(): boolean {
    return this.#path === ":memory:" || fileIdentity(this.#path) === this.#file;
  }

  get isOnDisk(): boolean {
    return this.#path !== ":memory:";
  }

  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).lastInsertRowid);
  }

  /** Runs `action` as one transaction that writes: what it reads, no other process changes meanwhile. */
  transaction<T>(action: () => T): T {
    return this.#within("BEGIN IMMEDIATE", action);
  }

  /** Runs `action` on the catalogue as it is at one moment. */
  snapshot<T>(action: () => T): T {
    return this.#within("BEGIN", action);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #within<T>(begin: string, action: () => T): T {
    this.#database.exec(begin);
    try {
      const result = action();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #prepare(): void {
    const tables = this.#database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[];
    const stamp = tables.some(({ name }) => name === "meta")
      ? this.#database.prepare("SELECT value FROM meta WHERE key = 'stamp'").get()?.value
      : undefined;
    if (stamp === CATALOG_STAMP) return;
    for (const { name } of tables) {
      if (!name.startsWith("sqlite_")) this.#database.exec(`DROP TABLE "${name}"`);
    }
    this.#database.exec(CATALOG_TABLES);
    const set = this.#database.prepare("INSERT INTO meta VALUES (?, ?)");
    // Numbers in segments and indices mean rows of this very catalogue: its name goes into their stamps.
    for (const [key, value] of Object.entries({ stamp: CATALOG_STAMP, instance: randomUUID(), seq: 0 }))
      set.run(key, value);
  }
}

/** Damaged pages, or a file that is no database. */
export function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [11, 26].includes(code & 0xff);
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [5, 6].includes(code & 0xff);
}

/** Node's own recursive `mkdir` never returns where a mount refuses with ENOENT. */
function ensureFolderNow(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(path);
}

/** Deletes a database with what SQLite keeps beside it. */
export function deleteDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

function fileIdentity(path: string): string | undefined {
  const stat = path === ":memory:" ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}.${stat.ino}`;
}
