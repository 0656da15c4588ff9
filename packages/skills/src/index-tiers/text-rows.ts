import { BestOf } from "./best-of.ts";
import { rarity, stemScore } from "../search/bm25.ts";
import type { DocumentBlock } from "./document-block.ts";
import type { RowValue } from "./near-rows.ts";

/** A stem of the query, and what the whole library says of it. */
export interface QueryTerm {
  id: number;
  /** Documents that have it. */
  documents: number;
}

/** Statistics of the whole library. */
export interface Totals {
  documents: number;
  /** Stems of all documents together. */
  length: number;
}

/** BM25 of every row of a block; it stands until the next query. */
export interface BlockScores {
  /** 0 for a row that shares no stem with the query. */
  values: Float64Array;
  /** The rows that share one: the first `count` of these. */
  touched: Uint32Array;
  count: number;
}

/** One for each block, used again and again: of a large block only what a query touched is cleared. */
const kept = new WeakMap<DocumentBlock, BlockScores>();

/** BM25 of the rows of each block. */
export function textScores(
  blocks: readonly DocumentBlock[],
  terms: readonly QueryTerm[],
  { documents, length }: Totals,
): BlockScores[] {
  const meanLength = length / (documents || 1);
  return blocks.map((block) => {
    const { postings } = block;
    const { lengths } = block.rows;
    const scores = clearedScores(block);
    const { values, touched } = scores;
    let count = 0;
    // Term after term, so that a row's sum is made in the order of the query, as everywhere.
    for (const term of terms) {
      const posting = postings.of(term.id);
      if (!posting) continue;
      const weight = rarity(documents, term.documents);
      for (let i = 0; i < posting.rows.length; i++) {
        const row = posting.rows[i] as number;
        const before = values[row] as number;
        if (before === 0) touched[count++] = row;

        values[row] =
          before + stemScore(weight, posting.counts[i] as number, lengths[row] as number, meanLength);
      }
    }
    scores.count = count;
    return scores;
  });
}

/** The rows of the largest positive scores, with those that equal the last: at least `limit`, unless there are fewer. */
export function bestRows(
  scores: readonly BlockScores[],
  skipped: readonly Uint8Array[],
  limit: number,
): RowValue[] {
  const best = new BestOf(limit);
  const found: RowValue[] = [];
  for (const [block, { values, touched, count }] of scores.entries()) {
    const dead = skipped[block] as Uint8Array;
    for (let i = 0; i < count; i++) {
      const row = touched[i] as number;
      const value = values[row] as number;
      if (value < best.least || dead[row] === 1) continue;
      best.add(value);
      found.push({ block, row, value });
    }
  }
  return found.filter(({ value }) => value >= best.least);
}

function clearedScores(block: DocumentBlock): BlockScores {
  const scores = kept.get(block);
  if (scores && scores.values.length >= block.size) {
    for (let i = 0; i < scores.count; i++) scores.values[scores.touched[i] as number] = 0;
    scores.count = 0;
    return scores;
  }
  // A block that grows gets room for as many rows again.
  const room = Math.max(16, block.size * 2);
  const fresh = { values: new Float64Array(room), touched: new Uint32Array(room), count: 0 };
  kept.set(block, fresh);
  return fresh;
}
