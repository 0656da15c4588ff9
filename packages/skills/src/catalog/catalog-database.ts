import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { CATALOG_STAMP, CATALOG_TABLES } from "./catalog-schema.ts";
import { copyCatalog } from "./copy-catalog.ts";
import {
  deleteDatabase,
  ensureFolderNow,
  fileIdentity,
  isBusy,
  isDamage,
  MAPPED_BYTES,
} from "./database-file.ts";

/** How long a transaction waits for that of another process. */
const BUSY_TIMEOUT_MS = 20_000;

const OPEN_ATTEMPTS = 100;
const OPEN_PAUSE_MS = 10;
/** Answers that are remembered at most. */
const MOST_REMEMBERED = 16_384;

/** A row of numbers and texts; whoever selects bytes says so. */
export type Row = Record<string, string | number | null>;

/** SQLite with prepared statements by their text, and transactions. */
export class CatalogDatabase {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #file: string | undefined;
  readonly #statements = new Map<string, StatementSync>();
  /** Answers of the moment that `#version` names. */
  #answers = new Map<string, unknown>();
  #version = -1;
  /** Whether the answers are known to be of the running stretch of the program, which nothing of this process interrupts. */
  #isFresh = false;
  #isInSnapshot = false;

  private constructor(path: string, database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })) {
    this.#path = path;
    this.#database = database;
    try {
      // The folders are the truth: what a power failure takes from the catalogue, the next sweep gives back.
      this.#database.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000",
      );
      this.#database.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
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

  /** A copy in memory of the catalogue at `path`, which is left as it is; an empty one where there is none that can be copied. */
  static copyOf(path: string): CatalogDatabase {
    const copy = new DatabaseSync(":memory:");
    if (copyCatalog(path, copy)) return new CatalogDatabase(":memory:", copy);
    copy.close();
    return new CatalogDatabase(":memory:");
  }

  /** False when the file was deleted or replaced: what one reads and writes then, nobody else sees. */
  get isInPlace(): boolean {
    return this.#path === ":memory:" || fileIdentity(this.#path) === this.#file;
  }

  /** False when another version of this program has made the tables anew in its own way since this one opened them. */
  get isOfThisProgram(): boolean {
    if (!this.isOnDisk) return true;
    this.refresh();
    const stamp = (): unknown => this.one("SELECT value FROM meta WHERE key = 'stamp'")?.value;
    return this.remembered("stamp", stamp) === CATALOG_STAMP;
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

  /** Rows as lists of values in the order of the columns: a third of the time that objects take, for what is read by the hundred. */
  lists(sql: string, ...values: SQLInputValue[]): SQLOutputValue[][] {
    return this.#statement(sql, "list").all(...values) as unknown as SQLOutputValue[][];
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    this.#answers.clear();
    return Number(this.#statement(sql).run(...values).lastInsertRowid);
  }

  /** Runs `action` as one transaction that writes: what it reads, no other process changes meanwhile. */
  transaction<T>(action: () => T): T {
    try {
      return this.#within("BEGIN IMMEDIATE", () => {
        this.#answers.clear();
        return action();
      });
    } finally {
      this.#answers.clear();
    }
  }

  /** Runs `action`, which only reads, on the catalogue as it is at one moment. */
  snapshot<T>(action: () => T): T {
    return this.#within("BEGIN", () => {
      this.refresh();
      this.#isInSnapshot = true;
      try {
        return action();
      } finally {
        this.#isInSnapshot = false;
      }
    });
  }

  /**
   * What `read` gives, read once until this process or another writes to the catalogue; `key` says what is read. Whether
   * another has written is asked once in a stretch of the program without an `await`, and whenever `refresh` is called.
   */
  remembered<T>(key: string, read: () => T): T {
    if (!this.#isInSnapshot && !this.#isFresh) this.refresh();
    let answer = this.#answers.get(key) as T | undefined;
    if (answer === undefined && !this.#answers.has(key)) this.#answers.set(key, (answer = read()));
    return answer as T;
  }

  /** Forgets the answers if another connection has written since; SQLite tells so in microseconds. */
  refresh(): void {
    const version = this.one("PRAGMA data_version")?.data_version as number;
    if (!this.#isFresh) queueMicrotask(() => (this.#isFresh = false));
    this.#isFresh = true;
    if (version === this.#version && this.#answers.size < MOST_REMEMBERED) return;
    this.#version = version;
    this.#answers.clear();
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #within<T>(begin: string, action: () => T): T {
    this.#statement(begin).run();
    try {
      const result = action();
      this.#statement("COMMIT").run();
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #statement(sql: string, row: "object" | "list" = "object"): StatementSync {
    const key = row === "list" ? `list ${sql}` : sql;
    let statement = this.#statements.get(key);
    if (!statement) {
      statement = this.#database.prepare(sql);
      statement.setReturnArrays(row === "list");
      this.#statements.set(key, statement);
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
