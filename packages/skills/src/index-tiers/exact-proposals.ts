import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { type CompiledFilter, compileFilter, narrows, passesFilter } from "./compiled-filter.ts";
import type { DocumentBlock } from "./document-block.ts";
import { nearRows, type RowValue } from "./near-rows.ts";
import { bestRows, textScores } from "./text-rows.ts";

/** What is best by text and nearest by vector among all rows of all blocks; the catalogue has to be that of the blocks. */
export function exactProposals(
  view: CatalogView,
  blocks: readonly DocumentBlock[],
  { tokens, vector, filter, limit }: LibraryQuery,
): Proposal[] {
  const compiled = compileFilter(view, filter);
  if (compiled.nothing) return [];
  const skipped = blocks.map((block) => (narrows(compiled) ? failing(block, compiled) : block.dead));
  const scores = textScores(blocks, view.known(tokens), view.totals);
  const blockOf = ({ block }: RowValue): DocumentBlock => blocks[block] as DocumentBlock;
  const nameOf = (row: RowValue): string => blockOf(row).rows.names[row.row] as string;
  const best = (rows: RowValue[]): RowValue[] => {
    if (rows.length <= limit) return rows;
    // There are too many only where the last ones are equal: of these, names decide.
    const least = rows.reduce((value, row) => Math.min(value, row.value), Number.POSITIVE_INFINITY);
    const better = rows.filter(({ value }) => value > least);
    const last = rows.filter(({ value }) => value === least);
    const byName = last.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    return [...better, ...byName.slice(0, limit - better.length)];
  };
  const near = vector ? best(nearRows(blocks, vector, skipped, limit)) : [];
  const proposals = new Map<string, Proposal>();
  for (const row of near)
    proposals.set(nameOf(row), {
      name: nameOf(row),
      bm25: scores[row.block]?.values[row.row] ?? 0,
      cosine: row.value,
    });
  const cosines = vector ? blocks.map(({ vectors }) => vectors.cosinesWith(vector)) : [];
  for (const row of best(bestRows(scores, skipped, limit))) {
    const name = nameOf(row);
    if (proposals.has(name)) continue;
    proposals.set(name, { name, bm25: row.value, cosine: cosines[row.block]?.(row.row) ?? 0 });
  }
  return [...proposals.values()];
}

/** 1 for each row that is dead or does not pass. */
function failing(block: DocumentBlock, filter: CompiledFilter): Uint8Array {
  const mask = block.dead.slice();
  const { tags, author, suite, reach } = block.rows.columns;
  const columns = { tags: 0, author: 0, suite: 0, reach: 0 };
  for (let row = 0; row < block.size; row++) {
    columns.tags = tags[row] as number;
    columns.author = author[row] as number;
    columns.suite = suite[row] as number;
    columns.reach = reach[row] as number;
    if (!passesFilter(filter, columns)) mask[row] = 1;
  }
  return mask;
}
