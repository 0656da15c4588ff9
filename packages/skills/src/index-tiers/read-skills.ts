import type { Table } from "@lancedb/lancedb";
import type { CatalogView, NamedDocument } from "../catalog/catalog-view.ts";
import type { Found, VectorPlace } from "./lance-search.ts";
import { vectorsOf } from "./lance-writer.ts";
import type { VectorStore } from "./vector-store.ts";

/** A skill's document, and its vector where it has one. */
export interface ReadSkill {
  document: NamedDocument;
  vector: VectorPlace | undefined;
}

/**
 * The listed ones of those that were found, read anew by every search: a row is read in microseconds, and thousands of kept ones
 * cost more to keep.
 */
export async function readSkills(
  view: CatalogView,
  table: Table,
  vectors: VectorStore,
  found: Found,
): Promise<ReadSkill[]> {
  const documents = view.documentsNamed(found.names);
  const given = new Map(found.names.map((name, i) => [name, found.vectors?.[i]]));
  const without = documents.map(({ name }) => name).filter((name) => !given.get(name));
  const others = without.length === 0 ? undefined : await vectorsNamed(view, table, vectors, without);
  return documents.map((document) => ({
    document,
    vector: given.get(document.name) ?? others?.get(document.name),
  }));
}

async function vectorsNamed(
  view: CatalogView,
  table: Table,
  vectors: VectorStore,
  names: readonly string[],
): Promise<Map<string, VectorPlace>> {
  const entries = [...view.textDigestsNamed(names)].map(([name, textDigest]) => ({ name, textDigest }));
  const read = await vectorsOf(table, vectors, entries);
  return new Map(
    entries.flatMap(({ name, textDigest }) => {
      const values = read.get(textDigest);
      return values ? [[name, { values, at: 0 }]] : [];
    }),
  );
}
