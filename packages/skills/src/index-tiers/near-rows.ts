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
  const { candidates, floor, least } = roughlyNear(blocks, query, skipped, limit);
  const exact = new BestOf(limit);
  const found: RowValue[] = [];
  const measure = (areFirst: boolean): void => {
    for (const [block, { dots, rows }] of candidates.entries()) {
      const { vectors } = blocks[block] as DocumentBlock;
      const { scales, errors, norms } = vectors;
      const cosine = vectors.cosinesWith(vector);
      for (const row of rows) {
        const rough = (dots[row] as number) * query.scale * (scales[row] as number);
        if (rough < floor || rough >= least !== areFirst) continue;
        const slack = slackOf(query, errors[row] as number, norms[row] as number);
        if (rough + slack < exact.least) continue;
        const value = cosine(row);
        if (value <= 0 || value < exact.least) continue;
        exact.add(value);
        found.push({ block, row, value });
      }
    }
  };
  // First those that look best: they tell what the others have to reach.
  measure(true);
  measure(false);
  return found.filter(({ value }) => value >= exact.least);
}

/** The rows of a block that may belong to the nearest, and the dot products of all its rows. */
interface Candidates {
  rows: number[];
  dots: Int32Array;
}

/** What of each block may belong to the nearest, the rough cosine below which nothing does, and the one that the nearest reach. */
function roughlyNear(
  blocks: readonly DocumentBlock[],
  query: QuantisedQuery,
  skipped: readonly Uint8Array[],
  limit: number,
): { candidates: Candidates[]; floor: number; least: number } {
  const slacks = blocks.map(({ vectors }) => slackOf(query, vectors.mostError, vectors.mostNorm));
  // As many rows as are wanted are exactly this near at least; what is further off than it can be wrong is out.
  const margin = 2 * Math.max(0, ...slacks);
  const best = new BestOf(limit);
  let floor = Number.NEGATIVE_INFINITY;
  const candidates = blocks.map(({ vectors, size }, block) => {
    const { scales } = vectors;
    const dead = skipped[block] as Uint8Array;
    const dots = vectors.dots(query);
    const rows: number[] = [];
    for (let row = 0; row < size; row++) {
      const value = (dots[row] as number) * query.scale * (scales[row] as number);
      if (value < floor || dead[row] === 1) continue;
      rows.push(row);
      best.add(value);
      floor = best.least - margin;
    }
    return { rows, dots };
  });
  return { candidates, floor, least: best.least };
}

function slackOf(query: QuantisedQuery, error: number, norm: number): number {
  return query.norm * error + query.error * norm;
}
