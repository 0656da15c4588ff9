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

/** BM25 of every row that shares a stem with the query, per block; 0 for the others. */
export function textScores(
  blocks: readonly DocumentBlock[],
  terms: readonly QueryTerm[],
  { documents, length }: Totals,
): Float64Array[] {
  const meanLength = length / (documents || 1);
  return blocks.map(({ postings, rows: { lengths }, size }) => {
    const scores = new Float64Array(size);
    // Term after term, so that a row's sum is made in the order of the query, as everywhere.
    for (const term of terms) {
      const posting = postings.of(term.id);
      if (!posting) continue;
      const weight = rarity(documents, term.documents);
      const { rows, counts } = posting;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const score = stemScore(weight, counts[i] as number, lengths[row] as number, meanLength);
        scores[row] = (scores[row] as number) + score;
      }
    }
    return scores;
  });
}

/** The rows of the largest positive scores, with those that equal the last: at least `limit`, unless there are fewer. */
export function bestRows(
  scores: readonly Float64Array[],
  skipped: readonly Uint8Array[],
  limit: number,
): RowValue[] {
  const best = new BestOf(limit);
  const found: RowValue[] = [];
  for (const [block, values] of scores.entries()) {
    const dead = skipped[block] as Uint8Array;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if (value <= 0 || value < best.least || dead[row] === 1) continue;
      best.add(value);
      found.push({ block, row, value });
    }
  }
  return found.filter(({ value }) => value >= best.least);
}
