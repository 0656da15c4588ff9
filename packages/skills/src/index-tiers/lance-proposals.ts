import type { Table } from "@lancedb/lancedb";
import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { measureNamed } from "./lance-measures.ts";
import { findNear, findText, whereOf } from "./lance-search.ts";
import type { ReadSkills } from "./read-skills.ts";

/**
 * What LanceDB finds by stems and by vector, measured as in memory. Both are asked at once; what one of them found is
 * measured while the other is still looking, so that measuring costs a search little.
 */
export async function lanceProposals(
  view: CatalogView,
  table: Table,
  read: ReadSkills,
  query: LibraryQuery,
): Promise<Proposal[]> {
  const { tokens, vector, filter, limit } = query;
  const where = whereOf(view, filter);
  const { seq } = view;
  const proposals = new Map<string, Proposal | undefined>();
  const measure = async (names: readonly string[]): Promise<void> => {
    const skills = await read.named(view, table, names);
    for (const proposal of measureNamed(view, skills, query)) proposals.set(proposal.name, proposal);
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
