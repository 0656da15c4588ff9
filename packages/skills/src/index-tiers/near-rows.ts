import { BestOf } from "./best-of.ts";
import type { DocumentBlock } from "./document-block.ts";
import { quantiseQuery, type QuantisedQuery } from "./quantise.ts";

/** A row of one of several blocks, and its measure. */
export interface RowValue {
  block: number;
  row: number;
  value: number;
}

/**
 * The rows of the largest positive cosines, with those that equal the last: at least `limit`, unless there are fewer. The
 * scan over bytes knows how far it can be off at most, and every row that may belong to the best is measured exactly, so the
 * answer is that of an exact scan. `skipped` has 1 for the rows of a block that may not be found.
 */
export function nearRows(
  blocks: readonly DocumentBlock[],
  vector: Float32Array,
  skipped: readonly Uint8Array[],
  limit: number,
): RowValue[] {
  const query = quantiseQuery(vector);
  const scans = blocks.map((block) => block.vectors.dots(query));
  const rough = new BestOf(limit);
  for (const [b, block] of blocks.entries())
    eachRow(block, scans[b] as Int32Array, skipped[b] as Uint8Array, query, (_, value) => rough.add(value));
  const exact = new BestOf(limit);
  const found: RowValue[] = [];
  const measure = (b: number, row: number): void => {
    const value = (blocks[b] as DocumentBlock).vectors.cosine(row, vector);
    if (value <= 0) return;
    exact.add(value);
    found.push({ block: b, row, value });
  };
  // First those that look best: they tell what the others have to reach.
  const later: RowValue[] = [];
  for (const [b, block] of blocks.entries())
    eachRow(block, scans[b] as Int32Array, skipped[b] as Uint8Array, query, (row, value, slack) => {
      if (value >= rough.least) measure(b, row);
      else if (value + slack >= exact.least) later.push({ block: b, row, value: value + slack });
    });
  for (const { block, row, value } of later) if (value >= exact.least) measure(block, row);
  return found.filter(({ value }) => value >= exact.least);
}

/** Calls with each row's rough cosine and how far that can be off. */
function eachRow(
  { vectors, size }: DocumentBlock,
  dots: Int32Array,
  skipped: Uint8Array,
  query: QuantisedQuery,
  visit: (row: number, value: number, slack: number) => void,
): void {
  const { scales, errors, norms } = vectors;
  for (let row = 0; row < size; row++) {
    if (skipped[row] === 1) continue;
    const value = (dots[row] as number) * query.scale * (scales[row] as number);
    visit(row, value, query.norm * (errors[row] as number) + query.error * (norms[row] as number));
  }
}
