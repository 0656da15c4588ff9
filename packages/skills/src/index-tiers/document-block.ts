import type { CatalogEntry } from "../catalog/catalog-view.ts";
import type { TermCounts } from "../catalog/term-counts.ts";
import { GrowingPostings, packPostings, type Postings } from "./postings.ts";
import { VectorBlock } from "./vector-block.ts";

/** What filters ask of a row: numbers of labels. */
export const COLUMNS = ["tags", "author", "suite", "reach"] as const;

/** What a row is of, besides its vector and its stems. */
export interface BlockRows {
  /** Numbers of skills in the catalogue. */
  ids: number[] | Uint32Array;
  names: string[];
  /** Stems of each document. */
  lengths: number[] | Uint32Array;
  columns: Record<(typeof COLUMNS)[number], number[] | Uint32Array>;
}

/** Documents with all that the exact tier searches by. Rows are added, and marked dead; they never change. */
export class DocumentBlock {
  readonly rows: BlockRows;
  readonly vectors: VectorBlock;
  readonly postings: Postings;
  #dead: Uint8Array;
  #live = 0;

  constructor(parts: { rows: BlockRows; vectors: VectorBlock; postings: Postings }) {
    this.rows = parts.rows;
    this.vectors = parts.vectors;
    this.postings = parts.postings;
    this.#dead = new Uint8Array(Math.max(16, this.size));
    this.#live = this.size;
  }

  static empty(dimension: number): DocumentBlock {
    const rows = { ids: [], names: [], lengths: [], columns: { tags: [], author: [], suite: [], reach: [] } };
    return new DocumentBlock({ rows, vectors: new VectorBlock(dimension), postings: new GrowingPostings() });
  }

  get size(): number {
    return this.vectors.rows;
  }

  get live(): number {
    return this.#live;
  }

  /** 1 for each row that is out of date. */
  get dead(): Uint8Array {
    return this.#dead;
  }

  /** Adds a document to a block that was made empty, and gives its row. */
  add(entry: CatalogEntry, document: { terms: TermCounts; length: number }, vector: Float32Array): number {
    const row = this.size;
    const { ids, names, lengths, columns } = this.rows;
    (ids as number[]).push(entry.id);
    names.push(entry.name);
    (lengths as number[]).push(document.length);
    for (const column of COLUMNS) (columns[column] as number[]).push(entry[column]);
    (this.postings as GrowingPostings).add(row, document.terms);
    this.vectors.add(vector);
    if (row >= this.#dead.length) {
      const larger = new Uint8Array(this.#dead.length * 2);
      larger.set(this.#dead);
      this.#dead = larger;
    }
    this.#live++;
    return row;
  }

  kill(row: number): void {
    if (this.#dead[row] === 1) return;
    this.#dead[row] = 1;
    this.#live--;
  }
}

/** One block of all rows that live, in their order, packed as a file keeps it. */
export function mergeBlocks(blocks: readonly DocumentBlock[], dimension: number): DocumentBlock {
  const total = blocks.reduce((sum, { live }) => sum + live, 0);
  const uints = () => new Uint32Array(total);
  const columns = { tags: uints(), author: uints(), suite: uints(), reach: uints() };
  const rows = { ids: uints(), names: [] as string[], lengths: uints(), columns };
  const vectors = new VectorBlock(dimension, total);
  const parts = blocks.map((block) => {
    const places = new Int32Array(block.size).fill(-1);
    for (let row = 0; row < block.size; row++) {
      if (block.dead[row] === 1) continue;
      const place = (places[row] = vectors.rows);
      rows.ids[place] = block.rows.ids[row] as number;
      rows.names.push(block.rows.names[row] as string);
      rows.lengths[place] = block.rows.lengths[row] as number;
      for (const column of COLUMNS) columns[column][place] = block.rows.columns[column][row] as number;
      vectors.addFrom(block.vectors, row);
    }
    return { postings: block.postings, places };
  });
  return new DocumentBlock({ rows, vectors, postings: packPostings(parts) });
}
