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
  const scans = blocks.map(({ vectors, size }, b): Scan => {
    const values = roughValues(vectors.dots(query), vectors.scales, query.scale);
    return {
      values,
      skipped: skipped[b] as Uint8Array,
      size,
      slack: slackOf(query, vectors.mostError, vectors.mostNorm),
    };
  });
  const rough = bestRough(scans, limit);
  const exact = new BestOf(limit);
  const found: RowValue[] = [];
  const measure = (b: number, row: number): void => {
    const value = (blocks[b] as DocumentBlock).vectors.cosine(row, vector);
    if (value <= 0) return;
    exact.add(value);
    found.push({ block: b, row, value });
  };
  // First those that look best: they tell what the others have to reach.
  for (const [b, scan] of scans.entries()) eachFrom(scan, rough.least, (row) => measure(b, row));
  for (const [b, scan] of scans.entries()) {
    const { errors, norms } = (blocks[b] as DocumentBlock).vectors;
    eachFrom(scan, exact.least - scan.slack, (row) => {
      const value = scan.values[row] as number;
      const most = value + slackOf(query, errors[row] as number, norms[row] as number);
      if (value < rough.least && most >= exact.least) measure(b, row);
    });
  }
  return found.filter(({ value }) => value >= exact.least);
}

/** A block's rough cosines, and how far any of them can be off. */
interface Scan {
  values: Float64Array;
  skipped: Uint8Array;
  size: number;
  slack: number;
}

function roughValues(dots: Int32Array, scales: Float32Array, scale: number): Float64Array {
  const values = new Float64Array(dots.length);
  for (let row = 0; row < dots.length; row++)
    values[row] = (dots[row] as number) * scale * (scales[row] as number);
  return values;
}

function bestRough(scans: readonly Scan[], limit: number): BestOf {
  const best = new BestOf(limit);
  for (const { values, skipped, size } of scans)
    for (let row = 0; row < size; row++)
      if ((values[row] as number) > best.least && skipped[row] !== 1) best.add(values[row] as number);
  return best;
}

function slackOf(query: QuantisedQuery, error: number, norm: number): number {
  return query.norm * error + query.error * norm;
}

/** Calls with the rows whose rough cosine is not below `least`, in their order. */
function eachFrom({ values, skipped, size }: Scan, least: number, visit: (row: number) => void): void {
  for (let row = 0; row < size; row++) if ((values[row] as number) >= least && skipped[row] !== 1) visit(row);
}
