import { join } from "node:path";
import { digestOf, type Embedder } from "@portolan/core";
import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";
import { ensureFolder } from "../store/ensure-folder.ts";
import { withStoreLock } from "../store/store-lock.ts";
import { DocumentBlock } from "./document-block.ts";
import { embedEntries, type EmbedProgress } from "./document-embedding.ts";
import { exactProposals } from "./exact-proposals.ts";
import type { IndexTier } from "./index-tier.ts";
import type { IndexStamp } from "./index-stamp.ts";
import { readSegments, type Segment, withTail } from "./segment.ts";
import { placeManifest, readManifest } from "./segment-manifest.ts";
import { writeSegment } from "./segment-file.ts";
import { VectorStore } from "./vector-store.ts";

const SEGMENT_ROWS = 2_048;

export interface MemoryTierOptions {
  root: string;
  /** Where segments and vectors lie; absent for a store that may not be written. */
  folder?: string;
  stamp: IndexStamp;
  embedder: Embedder;
  progress?: EmbedProgress;
  /** Documents that are kept apart before they become a segment; 2,048 when absent. */
  segmentRows?: number;
}

/**
 * The exact index: everything in memory, read from segment files and from what the catalogue has since. No search depends on
 * how the documents are spread over segments.
 */
export class MemoryTier implements IndexTier {
  readonly #options: MemoryTierOptions;
  #vectors: VectorStore | undefined;
  #instance: string | undefined;
  #segments: Segment[] = [];
  #tail: DocumentBlock;
  /** The block and the row of each skill. */
  #places = new Map<number, { block: DocumentBlock; row: number }>();
  #seq = 0;
  /** The manifest as it was read or written last; segments that could not be read are in it too. */
  #seen = "";

  constructor(options: MemoryTierOptions) {
    this.#options = options;
    this.#tail = DocumentBlock.empty(options.stamp.dimension);
  }

  async catchUp(view: CatalogView): Promise<void> {
    if (this.#instance !== view.instance) this.#load(view);
    while (view.seq !== this.#seq) {
      const changed = view.changesSince(this.#seq).flatMap(({ id }) => view.entry(id) ?? []);
      const { embedder, progress } = this.#options;
      await embedEntries(view, changed, { embedder, progress, vectors: this.#vectors as VectorStore });
      // Others may have written meanwhile; what they added has to be embedded first.
      view.database.snapshot(() => this.#apply(view));
    }
  }

  async propose(view: CatalogView, query: LibraryQuery): Promise<Proposal[]> {
    for (;;) {
      // Documents and statistics of one moment: another process may write in between.
      const proposals = view.database.snapshot(() =>
        view.instance === this.#instance && view.seq === this.#seq
          ? exactProposals(view, this.#blocks, query)
          : undefined,
      );
      if (proposals) return proposals;
      await this.catchUp(view);
    }
  }

  async maintain(): Promise<void> {
    const { root, folder, stamp, segmentRows = SEGMENT_ROWS } = this.#options;
    if (this.#tail.size < segmentRows) return;
    if (folder === undefined) {
      this.#keep(this.#merged("in memory"));
      return;
    }
    await ensureFolder(folder);
    await withStoreLock(root, "index", async () => {
      if (this.#instance === undefined) return;
      const name = stampOf(stamp, this.#instance);
      // Another process may have written segments: they are read instead of written a second time.
      if (JSON.stringify(readManifest(folder, name)) !== this.#seen) this.#instance = undefined;
      else await this.#write(folder, name);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#vectors?.[Symbol.dispose]();
    this.#vectors = undefined;
  }

  /** Makes the tail a segment: first in memory, where searches go on meanwhile, then on disk. */
  async #write(folder: string, name: string): Promise<void> {
    const merged = this.#merged(`${this.#seq}-${process.pid}.segment`);
    const { record, block } = merged.at(-1) as Segment;
    this.#keep(merged);
    try {
      writeSegment(join(folder, record.file), block);
      const records = merged.map((segment) => segment.record);
      await placeManifest(this.#options.root, folder, name, records);
      this.#seen = JSON.stringify(records);
    } catch (error) {
      // What is on disk is read again.
      this.#instance = undefined;
      throw error;
    }
  }

  #load(view: CatalogView): void {
    const { folder, stamp } = this.#options;
    this.#vectors?.[Symbol.dispose]();
    this.#vectors = VectorStore.open(folder && VectorStore.pathIn(folder), stamp.dimension);
    this.#instance = view.instance;
    this.#seq = 0;
    const manifest = folder === undefined ? [] : readManifest(folder, stampOf(stamp, this.#instance));
    this.#seen = JSON.stringify(manifest);
    this.#keep(folder === undefined ? [] : readSegments(folder, manifest, stamp.dimension));
    const records = this.#segments.map(({ record }) => record);
    this.#seq = records.at(-1)?.seq ?? 0;
    const seqs = new Map(this.#segments.map(({ record, block }) => [block, record.seq]));
    for (const { id, seq } of view.changesSince(
      Math.min(...records.map((record) => record.seq), this.#seq),
    )) {
      const place = this.#places.get(id);
      if (place && (seqs.get(place.block) as number) < seq) this.#forget(id);
    }
  }

  /** Takes in all changes, unless the text of one has no vector yet: what was taken in is then taken in again. */
  #apply(view: CatalogView): void {
    for (const { id } of view.changesSince(this.#seq)) {
      const entry = view.entry(id);
      const vector = entry && this.#vectors?.get(entry.textDigest);
      const document = entry && view.terms(entry.name);
      if (entry && (!vector || !document)) return;
      this.#forget(id);
      if (!entry || !vector || !document) continue;
      this.#places.set(id, { block: this.#tail, row: this.#tail.add(entry, document, vector) });
    }
    this.#seq = view.seq;
  }

  get #blocks(): DocumentBlock[] {
    return [...this.#segments.map(({ block }) => block), this.#tail];
  }

  #forget(id: number): void {
    const place = this.#places.get(id);
    place?.block.kill(place.row);
    this.#places.delete(id);
  }

  #merged(file: string): Segment[] {
    return withTail(this.#segments, this.#tail, { file, seq: this.#seq }, this.#options.stamp.dimension);
  }

  #keep(segments: Segment[]): void {
    this.#segments = segments;
    this.#tail = DocumentBlock.empty(this.#options.stamp.dimension);
    this.#places = new Map();
    for (const { block } of segments)
      for (let row = 0; row < block.size; row++) {
        if (block.dead[row] === 1) continue;
        const id = block.rows.ids[row] as number;
        this.#forget(id);
        this.#places.set(id, { block, row });
      }
  }
}

function stampOf(stamp: IndexStamp, instance: string | undefined): string {
  return digestOf({ ...stamp, instance: instance ?? "" });
}
