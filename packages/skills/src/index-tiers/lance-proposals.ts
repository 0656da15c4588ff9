import type { Table } from "@lancedb/lancedb";
import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import type { KnownDocument, KnownDocuments } from "./known-documents.ts";
import { measureNamed } from "./lance-measures.ts";
import { findNear, findText, whereOf } from "./lance-search.ts";
import { vectorsOf } from "./lance-writer.ts";
import type { VectorStore } from "./vector-store.ts";

/** Where what was found is read, to be measured. */
export interface LanceSources {
  vectors: VectorStore;
  known: KnownDocuments;
}

/**
 * What LanceDB finds by stems and by vector, measured as in memory. Both are asked at once; what one of them found is
 * measured while the other is still looking, so that measuring costs a search little.
 */
export async function lanceProposals(
  view: CatalogView,
  table: Table,
  { vectors, known }: LanceSources,
  query: LibraryQuery,
): Promise<Proposal[]> {
  const { tokens, vector, filter, limit } = query;
  const where = whereOf(view, filter);
  const { seq } = view;
  const proposals = new Map<string, Proposal | undefined>();
  const read = async (names: readonly string[]): Promise<KnownDocument[]> => {
    const skills = view.documentsNamed(names);
    if (!vector) return skills;
    const found = await vectorsOf(table, vectors, skills);
    const documents = skills.map((skill) => ({ ...skill, vector: found.get(skill.textDigest) }));
    known.keep(view, documents);
    return documents;
  };
  const measure = async (names: readonly string[]): Promise<void> => {
    const remembered = known.of(view, names);
    const missing = names.filter((name) => !remembered.has(name));
    const documents = [...remembered.values(), ...(missing.length > 0 ? await read(missing) : [])];
    for (const proposal of measureNamed(view, documents, query)) proposals.set(proposal.name, proposal);
  };
  const measureFound = async (found: Promise<string[]>): Promise<void> => {
    const names = (await found).filter((name) => !proposals.has(name));
    for (const name of names) proposals.set(name, undefined);
    await measure(names);
  };
  await Promise.all([
    vector?.some((value) => value !== 0) &&
      measureFound(findNear(table, vector, where, limit, view.totals.documents)),
    measureFound(findText(table, tokens, where, limit)),
  ]);
  // Somebody wrote in between: measures of two moments do not compare.
  if (view.seq !== seq) await measure([...proposals.keys()]);
  return [...proposals.values()].filter((proposal) => proposal !== undefined);
}
