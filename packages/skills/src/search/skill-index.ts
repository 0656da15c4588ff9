import type { SkillDocument } from "./skill-document.ts";

/** What an index is asked: stems, and a unit vector unless the embedder knew no word. */
export interface IndexQuery {
  tokens: string[];
  vector: Float32Array | undefined;
  /** How many skills each list may hold. */
  limit: number;
}

/** What an index proposes: skills that share words with the query, and the nearest vectors with their cosines. */
export interface IndexAnswer {
  text: string[];
  vector: { name: string; cosine: number }[];
}

/** Reads the library as the folders hold it now: what a search saw may be old once it holds the index lock. */
export type ReadLibrary = () => SkillDocument[];

/** Finds skills by text and vector; what it answers is a pure function of the library. */
export interface SkillIndex extends AsyncDisposable {
  find(query: IndexQuery, library: SkillDocument[], readAgain: ReadLibrary): Promise<IndexAnswer>;
}
