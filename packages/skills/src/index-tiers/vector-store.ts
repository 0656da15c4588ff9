import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { deleteDatabase, isDamage, MAPPED_BYTES } from "../catalog/database-file.ts";

const TABLE = "CREATE TABLE IF NOT EXISTS vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL) STRICT";
const BUSY_TIMEOUT_MS = 20_000;

/** The vectors of one embedder by text digest: what was embedded once, no rebuild embeds again. */
export class VectorStore implements Disposable {
  readonly #path: string;
  readonly #dimension: number;
  #opened: Opened;

  private constructor(path: string, dimension: number) {
    this.#path = path;
    this.#dimension = dimension;
    this.#opened = openDatabase(path);
  }

  /** Opens or makes the store at `path`, or one in memory; a damaged one is made anew, be it found out later. */
  static open(path: string | undefined, dimension: number): VectorStore {
    if (path === undefined) return new VectorStore(":memory:", dimension);
    mkdirSync(dirname(path), { recursive: true });
    try {
      return new VectorStore(path, dimension);
    } catch {
      deleteDatabase(path);
      return new VectorStore(path, dimension);
    }
  }

  /** Where the vectors of an index lie. */
  static pathIn(folder: string): string {
    return join(folder, "vectors.db");
  }

  /** Why a file cannot be read as vectors; it is left as it is. */
  static damageIn(path: string): string | undefined {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      const found = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
      return found === "ok" ? undefined : String(found);
    } catch (error) {
      // One that cannot be opened where nothing can be written is not damaged.
      if (isDamage(error)) return (error as Error).message;
      return undefined;
    } finally {
      database.close();
    }
  }

  /** The vector of a text; `undefined` when it is not known, or not what a vector can be. */
  get(digest: string): Float32Array | undefined {
    return this.#whole(({ get }) => this.#vectorOf(get.get(digest)?.["vector"] as Uint8Array | undefined));
  }

  /** The vectors of these texts, as far as they are known, in one question. */
  getAll(digests: readonly string[]): Map<string, Float32Array> {
    const wanted = JSON.stringify(digests);
    const rows = this.#whole(({ getAll }) => getAll.all(wanted)) as unknown as [
      place: number,
      bytes: Uint8Array,
    ][];
    const known = new Map<string, Float32Array>();
    for (const [place, bytes] of rows) {
      const vector = this.#vectorOf(bytes);
      if (vector) known.set(digests[place] as string, vector);
    }
    return known;
  }

  /** Keeps vectors, all or none. */
  put(vectors: readonly (readonly [digest: string, vector: Float32Array])[]): void {
    this.#within(({ put }) => {
      for (const [digest, vector] of vectors)
        put.run(digest, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    });
  }

  /**
   * Deletes the vectors of texts that are not among those that `readUsed` gives.
   * @returns how many
   */
  collect(readUsed: () => ReadonlySet<string>): number {
    // Listed first: a vector that is made meanwhile stays.
    const kept = this.#whole(({ database }) => database.prepare("SELECT digest FROM vectors").all()) as {
      digest: string;
    }[];
    const used = readUsed();
    const unused = kept.filter(({ digest }) => !used.has(digest));
    this.#within(({ database }) => {
      const remove = database.prepare("DELETE FROM vectors WHERE digest = ?");
      unused.forEach(({ digest }) => remove.run(digest));
    });
    return unused.length;
  }

  #vectorOf(bytes: Uint8Array | undefined): Float32Array | undefined {
    if (bytes?.length !== this.#dimension * 4) return undefined;
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    const vector = new Float32Array(aligned.buffer, aligned.byteOffset, this.#dimension);
    return isFinite(vector) ? vector : undefined;
  }

  #within(action: (current: Opened) => void): void {
    this.#whole((current) => {
      const { database } = current;
      database.exec("BEGIN IMMEDIATE");
      try {
        action(current);
        database.exec("COMMIT");
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** Pages may be damaged that nobody looks at when it is opened: it is then made anew, and the texts are embedded again. */
  #whole<T>(action: (current: Opened) => T): T {
    try {
      return action(this.#opened);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#opened.database.close();
      deleteDatabase(this.#path);
      this.#opened = openDatabase(this.#path);
      return action(this.#opened);
    }
  }

  [Symbol.dispose](): void {
    this.#opened.database.close();
  }
}

type Opened = ReturnType<typeof openDatabase>;

function openDatabase(path: string) {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Pages of 16 kB: a vector of 384 numbers fills a third of the usual four.
    database.exec("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
    database.exec(TABLE);
    const getAll = database.prepare(
      "SELECT wanted.key, vector FROM json_each(?) AS wanted JOIN vectors ON digest = wanted.value",
    );
    // An object a row would be most of the time.
    getAll.setReturnArrays(true);
    return {
      database,
      get: database.prepare("SELECT vector FROM vectors WHERE digest = ?"),
      getAll,
      put: database.prepare("INSERT OR REPLACE INTO vectors VALUES (?, ?)"),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A sum is finite only if all its numbers are: one look at the end is quicker than one at each, and so are sums side by side. */
function isFinite(vector: Float32Array): boolean {
  const { length } = vector;
  let first = 0;
  let second = 0;
  for (let i = 1; i < length; i += 2) {
    first += vector[i - 1] as number;
    second += vector[i] as number;
  }
  return Number.isFinite(first + second + (length % 2 === 0 ? 0 : (vector[length - 1] as number)));
}
