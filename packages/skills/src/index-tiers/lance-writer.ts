import type { Table } from "@lancedb/lancedb";
import type { CatalogEntry, CatalogView } from "../catalog/catalog-view.ts";
import type { LanceRow } from "./lance-rows.ts";
import { addRows, deleteRows, mergeRows, whereIds } from "./lance-table.ts";
import type { VectorStore } from "./vector-store.ts";

/** A skill that a table has to have, or must not have. */
export interface LanceChange {
  name: string;
  entry: CatalogEntry | undefined;
  /** The table surely has no row of that name. */
  isNew?: boolean;
}

/** Rows of one write. */
const WRITTEN = 8_192;
/** Rows of one question. */
const ASKED = 1_000;

/** What is different in the table, in proportion to its size: for a table of which it is not known what it has. */
export async function differencesOf(
  view: CatalogView,
  table: Table,
  { isShared, isOwn }: { isShared: boolean; isOwn: boolean },
): Promise<LanceChange[]> {
  const rows = (await table.query().select(["id", "digest"]).toArray()) as Pick<LanceRow, "id" | "digest">[];
  const had = new Map(rows.map(({ id, digest }) => [id, digest]));
  const changes: LanceChange[] = [];
  for (const entry of view.entries()) {
    const digest = had.get(entry.name);
    // To a table that is not this store's alone, others may have added it by now.
    const isNew = digest === undefined && isOwn;
    if (digest !== entry.textDigest) changes.push({ name: entry.name, entry, isNew });
    had.delete(entry.name);
  }
  // What is not in our folders, another machine may have learned a moment ago.
  const gone = isShared ? [...had.keys()].filter((name) => view.hasKnown(name)) : [...had.keys()];
  return [...changes, ...gone.map((name) => ({ name, entry: undefined }))];
}

/** The entries of which the table has no row of their text. */
export async function lackedBy(table: Table, entries: readonly CatalogEntry[]): Promise<CatalogEntry[]> {
  const lacked: CatalogEntry[] = [];
  for (const batch of batchesOf(entries)) {
    const query = table.query().where(whereIds(batch.map(({ name }) => name)));
    const rows = (await query.select(["id", "digest"]).toArray()) as Pick<LanceRow, "id" | "digest">[];
    const had = new Map(rows.map(({ id, digest }) => [id, digest]));
    lacked.push(...batch.filter(({ name, textDigest }) => had.get(name) !== textDigest));
  }
  return lacked;
}

/**
 * Writes changes to the table, one version of it for many rows; entries whose vector is not known are left out.
 * @returns the versions that were written
 */
export async function writeChanges(
  view: CatalogView,
  table: Table,
  vectors: VectorStore,
  changes: readonly LanceChange[],
): Promise<number[]> {
  const versions: number[] = [];
  const rowOf = rowMaker(view, vectors);
  const write = async (
    kind: (change: LanceChange) => boolean,
    writeRows: (table: Table, rows: readonly LanceRow[]) => Promise<number>,
  ): Promise<void> => {
    for (const batch of batchesOf(changes.filter(kind), WRITTEN)) {
      const rows = batch.flatMap(({ entry }) => (entry && rowOf(entry)) ?? []);
      if (rows.length > 0) versions.push(await writeRows(table, rows));
    }
  };
  await write(({ entry, isNew }) => entry !== undefined && isNew === true, addRows);
  await write(({ entry, isNew }) => entry !== undefined && isNew !== true, mergeRows);
  for (const batch of batchesOf(changes.filter(({ entry }) => !entry)))
    versions.push(
      await deleteRows(
        table,
        batch.map(({ name }) => name),
      ),
    );
  return versions;
}

/** The vectors of entries by text digest; those that another machine made are read from the table, and kept. */
export async function vectorsOf(
  table: Table,
  vectors: VectorStore,
  entries: readonly Pick<CatalogEntry, "name" | "textDigest">[],
): Promise<Map<string, Float32Array>> {
  const found = vectors.getAll(entries.map(({ textDigest }) => textDigest));
  for (const batch of batchesOf(entries.filter(({ textDigest }) => !found.has(textDigest)))) {
    const query = table.query().where(whereIds(batch.map(({ name }) => name)));
    const rows = (await query.select(["digest", "vector"]).toArray()) as {
      digest: string;
      vector: Iterable<number>;
    }[];
    const read = rows.map(({ digest, vector }) => [digest, Float32Array.from(vector)] as const);
    vectors.put(read);
    for (const [digest, vector] of read) found.set(digest, vector);
  }
  return found;
}

/** Makes rows of entries; what many share is read once. */
function rowMaker(view: CatalogView, vectors: VectorStore) {
  const label = once((id) => view.label(id));
  const stem = once((id) => view.stem(id));
  return (entry: CatalogEntry): LanceRow | undefined => {
    const vector = vectors.get(entry.textDigest);
    const terms = view.terms(entry.name)?.terms;
    if (!vector || !terms) return undefined;
    const tokens: string[] = [];
    for (let i = 0; i < terms.length; i += 2)
      for (let count = terms[i + 1] as number; count > 0; count--) tokens.push(stem(terms[i] as number));
    return {
      id: entry.name,
      digest: entry.textDigest,
      tokens: tokens.join(" "),
      vector,
      author: label(entry.author),
      suite: label(entry.suite),
      tags: JSON.parse(label(entry.tags)) as string[],
      reach: label(entry.reach),
    };
  };
}

/** Reads each number once. */
function once<V>(read: (id: number) => V): (id: number) => V {
  const known = new Map<number, V>();
  return (id) => {
    if (!known.has(id)) known.set(id, read(id));
    return known.get(id) as V;
  };
}

function* batchesOf<T>(all: readonly T[], size = ASKED): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
