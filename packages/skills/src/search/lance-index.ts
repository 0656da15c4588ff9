import type { Table } from "@lancedb/lancedb";
import { PortolanError } from "@portolan/core";
import { withStoreLock } from "../store/store-lock.ts";
import type { DocumentVectors } from "./document-vectors.ts";
import { indexFolder, type IndexStamp } from "./index-stamp.ts";
import { findNear, findText } from "./lance-queries.ts";
import { createLanceTable, type IndexRow, openLanceTable, readIndexRows } from "./lance-table.ts";
import type { SkillDocument } from "./skill-document.ts";
import type { IndexAnswer, IndexQuery, ReadLibrary, SkillIndex } from "./skill-index.ts";

/** Table versions after which the index is compacted: each write leaves small files that slow every search. */
const VERSIONS_PER_COMPACTION = 16;
/** Versions younger than this stay, for searches of other processes that are under way. */
const KEPT_VERSIONS_MS = 60_000;

/** An open table and the rows that it had at that version. */
interface OpenIndex {
  table: Table;
  rows: Map<string, string>;
  version: number;
  /** The version from which it is due to be compacted. */
  compactAt: number;
}

/** The index on disk. Every search first brings it level with the folders, so it cannot disagree with them. */
export class LanceIndex implements SkillIndex {
  readonly #root: string;
  readonly #stamp: IndexStamp;
  readonly #vectors: DocumentVectors;
  readonly #folder: string;
  #open: OpenIndex | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ root, stamp, vectors }: { root: string; stamp: IndexStamp; vectors: DocumentVectors }) {
    this.#root = root;
    this.#stamp = stamp;
    this.#vectors = vectors;
    this.#folder = indexFolder(root, stamp);
  }

  find(query: IndexQuery, library: SkillDocument[], readAgain: ReadLibrary): Promise<IndexAnswer> {
    const found = this.#turn.then(() => this.#findOrRebuild(query, library, readAgain));
    // Compaction waits until the answer is out, and is tried again after another search if it fails.
    this.#turn = found.then(() => this.#compactIfDue()).catch(() => undefined);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    this.#close();
  }

  /** A table that fails was deleted, rebuilt by another process, or is corrupt: open it again, then build it anew. */
  async #findOrRebuild(...request: Parameters<SkillIndex["find"]>): Promise<IndexAnswer> {
    for (const recover of [async () => this.#close(), () => this.#rebuild()]) {
      try {
        return await this.#findOnce(...request);
      } catch (error) {
        if (error instanceof PortolanError) throw error;
        await recover();
      }
    }
    return this.#findOnce(...request);
  }

  async #findOnce(query: IndexQuery, library: SkillDocument[], readAgain: ReadLibrary): Promise<IndexAnswer> {
    const { tokens, vector, limit } = query;
    const { table } = await this.#synced(library, readAgain);
    const [text, near] = await Promise.all([
      tokens.length === 0 ? [] : findText(table, tokens, limit),
      vector ? findNear(table, vector, limit) : [],
    ]);
    return { text, vector: near };
  }

  async #synced(library: SkillDocument[], readAgain: ReadLibrary): Promise<OpenIndex> {
    this.#open ??= await this.#opened();
    await refresh(this.#open);
    if (isLevel(this.#open, library)) return this.#open;
    const open = this.#open;
    // A model may take minutes for a whole library: that is done before the lock is taken.
    await this.#vectors.of(changedIn(open, library));
    await withStoreLock(this.#root, "index", async () => {
      // Both are read again under the lock: another process may have caught up, or admitted more.
      await refresh(open);
      await this.#catchUp(open, readAgain());
    });
    return open;
  }

  async #catchUp(open: OpenIndex, library: SkillDocument[]): Promise<void> {
    const { table, rows } = open;
    const wanted = new Map(library.map((document) => [document.skill.name, document]));
    const gone = [...rows.keys()].filter((name) => !wanted.has(name));
    const changed = changedIn(open, library);
    if (gone.length > 0) await table.delete(`id IN (${gone.map((name) => `'${name}'`).join(", ")})`);
    if (changed.length > 0) {
      const vectors = await this.#vectors.of(changed);
      const merge = table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll();
      await merge.execute(changed.map((document, i) => rowOf(document, vectors[i] as Float32Array)));
    }
    for (const name of gone) rows.delete(name);
    for (const { skill, textDigest } of changed) rows.set(skill.name, textDigest);
    open.version = await table.version();
  }

  async #compactIfDue(): Promise<void> {
    const open = this.#open;
    if (!open || open.version < open.compactAt) return;
    await withStoreLock(this.#root, "index", async () => {
      await open.table.optimize({ cleanupOlderThan: new Date(Date.now() - KEPT_VERSIONS_MS) });
    });
    open.version = await open.table.version();
    open.compactAt = nextCompaction(open.version);
  }

  async #opened(): Promise<OpenIndex> {
    const table = await openLanceTable(this.#folder, this.#stamp);
    return table ? openIndex(table) : this.#built(false);
  }

  async #rebuild(): Promise<void> {
    this.#close();
    this.#open = await this.#built(true);
  }

  async #built(evenIfThere: boolean): Promise<OpenIndex> {
    const table = await withStoreLock(this.#root, "index", async () => {
      const other = evenIfThere ? undefined : await openLanceTable(this.#folder, this.#stamp);
      return other ?? createLanceTable(this.#root, this.#folder, this.#stamp);
    });
    return openIndex(table);
  }

  #close(): void {
    this.#open?.table.close();
    this.#open = undefined;
  }
}

async function openIndex(table: Table): Promise<OpenIndex> {
  const version = await table.version();
  return { table, rows: await readIndexRows(table), version, compactAt: nextCompaction(version) };
}

/** The next multiple, so that processes of one search each compact it in turn too. */
function nextCompaction(version: number): number {
  return (Math.floor(version / VERSIONS_PER_COMPACTION) + 1) * VERSIONS_PER_COMPACTION;
}

async function refresh(open: OpenIndex): Promise<void> {
  const version = await open.table.version();
  if (version === open.version) return;
  open.rows = await readIndexRows(open.table);
  open.version = version;
}

function isLevel(open: OpenIndex, library: SkillDocument[]): boolean {
  return open.rows.size === library.length && changedIn(open, library).length === 0;
}

/** The documents of which the index has no row, or one of an older text. */
function changedIn({ rows }: OpenIndex, library: SkillDocument[]): SkillDocument[] {
  return library.filter(({ skill, textDigest }) => rows.get(skill.name) !== textDigest);
}

function rowOf({ skill, textDigest, tokens }: SkillDocument, vector: Float32Array): IndexRow {
  return { id: skill.name, digest: textDigest, tokens: tokens.join(" "), vector: [...vector] };
}
