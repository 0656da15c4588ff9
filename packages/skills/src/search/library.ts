import type { SkillFilter } from "@portolan/core";
import type { SkillDocument } from "./skill-document.ts";

/** What the index is asked: stems, and a unit vector unless the embedder knew no word. */
export interface LibraryQuery {
  tokens: string[];
  vector: Float32Array | undefined;
  filter: SkillFilter;
  /** How many skills each of the two lists may hold. */
  limit: number;
}

/** One skill that the index proposes, with both of its measures where they are known. */
export interface Proposal {
  name: string;
  /** BM25 over the stems, against the whole library; 0 for a skill that shares none. */
  bm25: number;
  /** Cosine of the query's vector and the skill's; 0 without a vector. */
  cosine: number;
}

/**
 * The active skills that can work, as the views of a search see them at one moment. What it answers is a pure function of
 * those skills, whatever the index went through. No method takes time in proportion to the number of skills when an index
 * is in use.
 */
export interface Library {
  /** Skills, aliases left out. */
  readonly size: number;
  /** The union of the best by text and the nearest by vector, in any order. */
  propose(query: LibraryQuery): Promise<Proposal[]>;
  /** What is known of a skill; `undefined` for one that is not in the library. */
  document(name: string): SkillDocument | undefined;
  /** Every signature there is, each once. */
  signatures(): readonly string[];
  /** Names of the skills of exactly that signature. */
  withSignature(signature: string): readonly string[];
  /** Whether a skill passes a filter. */
  passes(name: string, filter: SkillFilter): boolean;
}
