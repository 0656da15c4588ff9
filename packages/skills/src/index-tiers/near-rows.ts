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
  const { candidates, least } = roughlyNear(blocks, query, skipped, limit);
  const exact = new BestOf(limit);
  const found: RowValue[] = [];
  const measure = ({ block, row }: RowValue): void => {
    const value = (blocks[block] as DocumentBlock).vectors.cosine(row, vector);
    if (value <= 0) return;
    exact.add(value);
    found.push({ block, row, value });
  };
  // First those that look best: they tell what the others have to reach.
  for (const candidate of candidates) if (candidate.value >= least) measure(candidate);
  for (const candidate of candidates) {
    const { errors, norms } = (blocks[candidate.block] as DocumentBlock).vectors;
    const slack = slackOf(query, errors[candidate.row] as number, norms[candidate.row] as number);
    if (candidate.value < least && candidate.value + slack >= exact.least) measure(candidate);
  }
  return found.filter(({ value }) => value >= exact.least);
}

/** The rows that may belong to the nearest, with their rough cosines, and the rough cosine that the nearest reach. */
function roughlyNear(
  blocks: readonly DocumentBlock[],
  query: QuantisedQuery,
  skipped: readonly Uint8Array[],
  limit: number,
): { candidates: RowValue[]; least: number } {
  const slacks = blocks.map(({ vectors }) => slackOf(query, vectors.mostError, vectors.mostNorm));
  // As many rows as are wanted are exactly this near at least; what is further off than it can be wrong is out.
  const margin = 2 * Math.max(0, ...slacks);
  const best = new BestOf(limit);
  const candidates: RowValue[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  for (const [block, { vectors, size }] of blocks.entries()) {
    const { scales } = vectors;
    const dead = skipped[block] as Uint8Array;
    const dots = vectors.dots(query);
    for (let row = 0; row < size; row++) {
      const value = (dots[row] as number) * query.scale * (scales[row] as number);
      if (value < floor || dead[row] === 1) continue;
      candidates.push({ block, row, value });
      best.add(value);
      floor = best.least - margin;
    }
  }
  return { candidates: candidates.filter(({ value }) => value >= floor), least: best.least };
}

function slackOf(query: QuantisedQuery, error: number, norm: number): number {
  return query.norm * error + query.error * norm;
}
