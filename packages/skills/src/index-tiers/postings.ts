import type { TermCounts } from "../catalog/term-counts.ts";

/** Which rows have a term, in rising order, and how often. */
export interface Posting {
  rows: ArrayLike<number>;
  counts: ArrayLike<number>;
}

/** The rows of each term. */
export interface Postings {
  of(term: number): Posting | undefined;
  /** All of them, in any order. */
  entries(): Iterable<[number, Posting]>;
}

/** Postings to which rows are added. */
export class GrowingPostings implements Postings {
  readonly #terms = new Map<number, { rows: number[]; counts: number[] }>();

  add(row: number, terms: TermCounts): void {
    for (let i = 0; i < terms.length; i += 2) {
      const term = terms[i] as number;
      let posting = this.#terms.get(term);
      if (!posting) this.#terms.set(term, (posting = { rows: [], counts: [] }));
      posting.rows.push(row);
      posting.counts.push(terms[i + 1] as number);
    }
  }

  of(term: number): Posting | undefined {
    return this.#terms.get(term);
  }

  entries(): Iterable<[number, Posting]> {
    return this.#terms;
  }
}

/** Postings in four arrays, as a segment file keeps them; `terms` is in rising order. */
export class PackedPostings implements Postings {
  readonly terms: Uint32Array;
  /** Where the rows of each term begin; one more than there are terms. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly counts: Uint16Array;

  constructor(arrays: { terms: Uint32Array; starts: Uint32Array; rows: Uint32Array; counts: Uint16Array }) {
    this.terms = arrays.terms;
    this.starts = arrays.starts;
    this.rows = arrays.rows;
    this.counts = arrays.counts;
  }

  of(term: number): Posting | undefined {
    let low = 0;
    let high = this.terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.terms[middle] as number) < term) low = middle + 1;
      else high = middle;
    }
    return this.terms[low] === term ? this.#at(low) : undefined;
  }

  *entries(): Iterable<[number, Posting]> {
    for (const [i, term] of this.terms.entries()) yield [term, this.#at(i)];
  }

  #at(index: number): Posting {
    const [start, end] = [this.starts[index] as number, this.starts[index + 1] as number];
    return { rows: this.rows.subarray(start, end), counts: this.counts.subarray(start, end) };
  }
}

/**
 * Puts postings one after the other, rows numbered anew; `places[i]` tells the new row of each row of the i-th, -1 for one
 * that is left out. New numbers rise with the old ones.
 */
export function packPostings(parts: readonly { postings: Postings; places: Int32Array }[]): PackedPostings {
  const sizes = new Map<number, number>();
  for (const { postings, places } of parts)
    for (const [term, { rows }] of postings.entries()) {
      let kept = 0;
      for (let i = 0; i < rows.length; i++) if ((places[rows[i] as number] as number) >= 0) kept++;
      if (kept > 0) sizes.set(term, (sizes.get(term) ?? 0) + kept);
    }
  const terms = Uint32Array.from(sizes.keys()).toSorted();
  const starts = new Uint32Array(terms.length + 1);
  for (const [i, term] of terms.entries())
    starts[i + 1] = (starts[i] as number) + (sizes.get(term) as number);
  const next = new Map([...terms].map((term, i) => [term, starts[i] as number]));
  const total = starts.at(-1) as number;
  const packed = { terms, starts, rows: new Uint32Array(total), counts: new Uint16Array(total) };
  for (const { postings, places } of parts)
    for (const [term, { rows, counts }] of postings.entries()) {
      let at = next.get(term) ?? 0;
      for (let i = 0; i < rows.length; i++) {
        const place = places[rows[i] as number] as number;
        if (place < 0) continue;
        packed.rows[at] = place;
        packed.counts[at++] = counts[i] as number;
      }
      next.set(term, at);
    }
  return new PackedPostings(packed);
}
