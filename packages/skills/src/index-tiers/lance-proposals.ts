import type { Table } from "@lancedb/lancedb";
import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { measureNamed } from "./lance-measures.ts";
import { type Found, findNear, findText, whereOf } from "./lance-search.ts";
import { readSkills } from "./read-skills.ts";
import type { VectorStore } from "./vector-store.ts";

/** Where proposals come from. */
export interface LanceSource {
  view: CatalogView;
  table: Table;
  vectors: VectorStore;
  /** Whether the table holds just what the catalogue lists: then its vectors are theirs, and come with what it finds. */
  isOwn: boolean;
}

/**
 * What LanceDB finds by stems and by vector, measured as in memory. Both are asked at once; what one of them found is
 * measured while the other is still looking, so that measuring costs a search little.
 */
export async function lanceProposals(
  { view, table, vectors, isOwn }: LanceSource,
  { tokens, vector, filter, limit }: LibraryQuery,
): Promise<Proposal[]> {
  const options = { where: whereOf(view, filter), limit, withVectors: isOwn };
  const { seq } = view;
  const proposals = new Map<string, Proposal>();
  const measure = async (found: Found): Promise<void> => {
    const skills = await readSkills(view, table, vectors, found);
    for (const proposal of measureNamed(view, skills, { tokens, vector }))
      proposals.set(proposal.name, proposal);
  };
  const measureFound = async (finding: Promise<Found>): Promise<Found> => {
    const found = await finding;
    await measure(found);
    return found;
  };
  const founds = await Promise.all([
    vector?.some((value) => value !== 0) &&
      measureFound(findNear(table, vector, view.totals.documents, options)),
    measureFound(findText(table, tokens, options)),
  ]);
  // Somebody wrote in between: measures of two moments do not compare, and what the table holds may be of the other one.
  if (view.seq !== seq) {
    proposals.clear();
    await measure({ names: [...new Set(founds.flatMap((found) => (found ? found.names : [])))] });
  }
  return [...proposals.values()];
}
