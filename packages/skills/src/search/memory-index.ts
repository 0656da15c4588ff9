import type { DocumentVectors } from "./document-vectors.ts";
import type { SkillDocument } from "./skill-document.ts";
import type { IndexAnswer, IndexQuery, SkillIndex } from "./skill-index.ts";

/** The exact index that needs no disk: for read-only stores, and when LanceDB fails. */
export class MemoryIndex implements SkillIndex {
  readonly #vectors: DocumentVectors;

  constructor(vectors: DocumentVectors) {
    this.#vectors = vectors;
  }

  async find({ tokens, vector, limit }: IndexQuery, library: SkillDocument[]): Promise<IndexAnswer> {
    const sharing = library.filter(({ counts }) => tokens.some((token) => counts.has(token)));
    const text = sharing.map(({ skill }) => skill.name);
    if (!vector) return { text, vector: [] };
    const vectors = await this.#vectors.of(library);
    const near = library.map(({ skill }, i) => ({
      name: skill.name,
      cosine: dot(vector, vectors[i] as Float32Array),
    }));
    return { text, vector: near.toSorted((a, b) => b.cosine - a.cosine).slice(0, limit) };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
