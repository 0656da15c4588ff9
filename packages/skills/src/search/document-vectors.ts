import type { Embedder } from "@portolan/core";
import { embedDocuments } from "./embed-documents.ts";
import type { SkillDocument } from "./skill-document.ts";

/** The vectors of documents, each made once while its document lives. */
export class DocumentVectors {
  readonly #embedder: Embedder;
  readonly #known = new WeakMap<SkillDocument, Float32Array>();

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** One vector a document, in their order; those that are missing are made in one batch. */
  async of(documents: SkillDocument[]): Promise<Float32Array[]> {
    const missing = documents.filter((document) => !this.#known.has(document));
    if (missing.length > 0) {
      const vectors = await embedDocuments(this.#embedder, missing);
      for (const [i, document] of missing.entries()) this.#known.set(document, vectors[i] as Float32Array);
    }
    return documents.map((document) => this.#known.get(document) as Float32Array);
  }
}
