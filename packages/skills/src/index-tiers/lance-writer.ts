import type { Table } from "@lancedb/lancedb";

import type { CatalogEntry, CatalogView } from "../catalog/catalog-view.ts";
import { documentOf } from "../search/skill-document.ts";
import { deleteRows, type LanceRow, mergeRows, whereIds } from "./lance-table.ts";
import type { VectorStore } from "./vector-store.ts";

/** A skill that a table has to have, or must not have. */
export interface LanceChange {
  name: string;
  entry: CatalogEntry | undefined;
}

/** Rows of one write, and of one question. */
const BATCH = 1_000;

/** What is different in the table, in proportion to its size: for a table of which it is not known what it has. */
export async function differencesOf(
  view: CatalogView,
  table: Table,
  { isShared }: { isShared: boolean },
): Promise<LanceChange[]> {
  const rows = (await table.query().select(["id", "digest"]).toArray()) as Pick<LanceRow, "id" | "digest">[];
  const had = new Map(rows.map(({ id, digest }) => [id, digest]));
  const changes: LanceChange[] = [];
  for (const entry of view.entries()) {
    if (had.get(entry.name) !== entry.textDigest) changes.push({ name: entry.name, entry });
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
  for (const batch of batchesOf(changes.flatMap(({ entry }) => entry ?? []))) {
    const rows = batch.flatMap((entry) => rowOf(view, vectors, entry) ?? []);
    if (rows.length > 0) versions.push(await mergeRows(table, rows));
  }
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
  entries: readonly CatalogEntry[],
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

function rowOf(view: CatalogView, vectors: VectorStore, entry: CatalogEntry): LanceRow | undefined {
  const vector = vectors.get(entry.textDigest);
  const skill = view.brief(entry.id);
  if (!vector || !skill) return undefined;
  return {
    id: entry.name,
    digest: entry.textDigest,
    tokens: documentOf(skill).tokens.join(" "),
    vector: [...vector],
    author: view.label(entry.author),
    suite: view.label(entry.suite),
    tags: JSON.parse(view.label(entry.tags)) as string[],
    reach: view.label(entry.reach),
  };
}

function* batchesOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}
