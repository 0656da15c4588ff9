import { type Embedder, PortolanError } from "@portolan/core";
import { usableSkills } from "../store/pins.ts";
import type { SkillFolders } from "../store/skill-folders.ts";
import { DocumentVectors } from "./document-vectors.ts";
import { guardedEmbedder } from "./guarded-embedder.ts";
import { stampOf } from "./index-stamp.ts";
import { LanceIndex } from "./lance-index.ts";
import type { Library, LibraryQuery, Proposal } from "./library.ts";
import { MemoryIndex } from "./memory-index.ts";
import { memoryLibrary } from "./memory-library.ts";
import { documentOf, type SkillDocument } from "./skill-document.ts";
import type { IndexAnswer, SkillIndex } from "./skill-index.ts";

/** The library of the folders, whose nearest vectors the index on disk finds. */
export class IndexedLibrary implements AsyncDisposable {
  /** Why the index on disk is not used, once it had to be given up. */
  fallback: Error | undefined;
  readonly #folders: SkillFolders;
  readonly #vectors: DocumentVectors;
  #index: SkillIndex;

  constructor(options: { root: string; embedder: Embedder; readOnly: boolean }, folders: SkillFolders) {
    const embedder = guardedEmbedder(options.embedder);
    this.#folders = folders;
    this.#vectors = new DocumentVectors(embedder);
    this.#index = options.readOnly
      ? new MemoryIndex(this.#vectors)
      : new LanceIndex({ root: options.root, stamp: stampOf(embedder), vectors: this.#vectors });
  }

  async current(): Promise<Library> {
    const skills = this.#skills();
    const vectorOf = async (name: string): Promise<Float32Array | undefined> => {
      const document = exact.document(name);
      return document && (await this.#vectors.of([document]))[0];
    };
    const exact = memoryLibrary(skills, noEmbedder);
    const propose = async (query: LibraryQuery): Promise<Proposal[]> => {
      const { near, text } = await this.#candidates(query, skills.map(documentOf), exact);
      const names = [...new Set([...text.keys(), ...near.keys()])];
      return Promise.all(
        names.map(async (name) => {
          const vector = query.vector && !near.has(name) ? await vectorOf(name) : undefined;
          const cosine = near.get(name) ?? (vector ? dot(query.vector as Float32Array, vector) : 0);
          return { name, bm25: text.get(name) ?? 0, cosine };
        }),
      );
    };
    return {
      size: exact.size,
      propose,
      document: (name) => exact.document(name),
      signatures: () => exact.signatures(),
      withSignature: (signature) => exact.withSignature(signature),
      passes: (name, filter) => exact.passes(name, filter),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#index[Symbol.asyncDispose]();
  }

  async #candidates(query: LibraryQuery, documents: SkillDocument[], exact: Library) {
    const passing = (name: string): boolean => exact.passes(name, query.filter);
    const byText = await exact.propose({ ...query, vector: undefined, limit: Infinity });
    const texts = byText.toSorted((a, b) => b.bm25 - a.bm25 || (a.name < b.name ? -1 : 1));
    // What a filter leaves out must not take the places of what it lets through.
    const limit = Object.keys(query.filter).length > 0 ? documents.length : query.limit;
    const answer = query.vector ? await this.#find({ ...query, limit }, documents) : undefined;
    const near = (answer?.vector ?? []).filter(({ name, cosine }) => cosine > 0 && passing(name));
    return {
      text: new Map(texts.slice(0, query.limit).map(({ name, bm25 }) => [name, bm25])),
      near: new Map(near.slice(0, query.limit).map(({ name, cosine }) => [name, cosine])),
    };
  }

  #skills() {
    return usableSkills(this.#folders.readAll({ brief: true }).skills);
  }

  /** An index that cannot be written, or not read even after a rebuild, is given up: memory finds the same, more slowly. */
  async #find(query: LibraryQuery, documents: SkillDocument[]): Promise<IndexAnswer> {
    const readAgain = (): SkillDocument[] => this.#skills().map(documentOf);
    try {
      return await this.#index.find(query, documents, readAgain);
    } catch (error) {
      if (this.#index instanceof MemoryIndex || !isIndexFailure(error)) throw error;
      this.fallback = error as Error;
      await this.#index[Symbol.asyncDispose]();
      this.#index = new MemoryIndex(this.#vectors);
      return this.#index.find(query, documents, readAgain);
    }
  }
}

const noEmbedder: Embedder = { id: "none", dimension: 0, embed: async () => [] };

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** A busy lock and a failing embedder would fail in memory too, or soon be over. */
function isIndexFailure(error: unknown): boolean {
  return !(error instanceof PortolanError) || error.code === "store-unwritable";
}
