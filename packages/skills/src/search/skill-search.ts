import { type Embedder, type Match, PortolanError, type SkillQuery } from "@portolan/core";
import { closureCheck, usableSkills } from "../store/pins.ts";
import type { SkillFolders } from "../store/skill-folders.ts";
import { DocumentVectors } from "./document-vectors.ts";
import { stampOf } from "./index-stamp.ts";
import { guardedEmbedder } from "./guarded-embedder.ts";
import { stem, tellingWords } from "./identifier-tokens.ts";
import { LanceIndex } from "./lance-index.ts";
import { MemoryIndex } from "./memory-index.ts";
import { FUSION, type Fused, fuseRanks } from "./rank-fusion.ts";
import { signatureView } from "./signature-view.ts";
import { documentOf, type SkillDocument } from "./skill-document.ts";
import type { IndexAnswer, IndexQuery, ReadLibrary, SkillIndex } from "./skill-index.ts";
import { textView } from "./text-view.ts";
import { usesView } from "./uses-view.ts";
import { rankByValue, type View } from "./view.ts";

const DEFAULT_LIMIT = 10;

/** The index is asked for more than takes part, so that its own cut decides nothing. */
const INDEX_LIMIT = 2 * FUSION.depth;

/** Searches a library by text, vector and signature; the same library gives the same matches whatever the index went through. */
export class SkillSearch implements AsyncDisposable {
  /** Why the index on disk is not used, once it had to be given up. */
  fallback: Error | undefined;
  readonly #embedder: Embedder;
  readonly #folders: SkillFolders;
  readonly #vectors: DocumentVectors;
  #index: SkillIndex;

  constructor(options: { root: string; embedder: Embedder; readOnly: boolean }, folders: SkillFolders) {
    this.#embedder = guardedEmbedder(options.embedder);
    this.#folders = folders;
    this.#vectors = new DocumentVectors(this.#embedder);
    this.#index = options.readOnly
      ? new MemoryIndex(this.#vectors)
      : new LanceIndex({ root: options.root, stamp: stampOf(this.#embedder), vectors: this.#vectors });
  }

  async search(query: SkillQuery): Promise<Match[]> {
    const readLibrary = () => this.#library();
    const library = readLibrary();
    if (library.length === 0) return [];
    const answer = await this.#find(await this.#indexQuery(query.text), library, readLibrary);
    const byName = new Map(library.map((document) => [document.skill.name, document]));
    const views = viewsOf(query, library, byName, answer);
    const fused = fuseRanks([...views, { name: "uses", findings: usesView(fuseRanks(views), byName) }]);
    return this.#matches(fused, query.limit ?? DEFAULT_LIMIT);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#index[Symbol.asyncDispose]();
  }

  #library(): SkillDocument[] {
    const { skills } = this.#folders.readAll({ brief: true });
    return usableSkills(skills)
      .filter(({ aliasOf }) => aliasOf === undefined)
      .map(documentOf);
  }

  /** The best that still are whole and active, with all that they call, when read in full. */
  #matches(fused: Fused[], limit: number): Match[] {
    const matches: Match[] = [];
    const problemOf = closureCheck((name) => this.#folders.read(name));
    for (const { name, score, reasons } of fused) {
      if (matches.length >= limit) break;
      const skill = this.#folders.read(name);
      if (!skill || skill instanceof PortolanError || skill.status !== "active") continue;
      if (problemOf(skill) === undefined) matches.push({ skill, score, reasons });
    }
    return matches;
  }

  async #indexQuery(text: string): Promise<IndexQuery> {
    const [vector] = await this.#embedder.embed([text]);
    const known = vector?.some((value) => value !== 0) ? vector : undefined;
    return { tokens: [...new Set(tellingWords(text).map(stem))], vector: known, limit: INDEX_LIMIT };
  }

  /** An index that cannot be written, or not read even after a rebuild, is given up: memory finds the same, more slowly. */
  async #find(query: IndexQuery, library: SkillDocument[], readAgain: ReadLibrary): Promise<IndexAnswer> {
    try {
      return await this.#index.find(query, library, readAgain);
    } catch (error) {
      if (this.#index instanceof MemoryIndex || !isIndexFailure(error)) throw error;
      this.fallback = error as Error;
      await this.#index[Symbol.asyncDispose]();
      this.#index = new MemoryIndex(this.#vectors);
      return this.#index.find(query, library, readAgain);
    }
  }
}

function viewsOf(
  query: SkillQuery,
  library: SkillDocument[],
  byName: Map<string, SkillDocument>,
  answer: IndexAnswer,
): View[] {
  const candidates = answer.text.flatMap((name) => byName.get(name) ?? []);
  const vector = answer.vector
    .map(({ name, cosine }) => ({ name, value: Number(cosine.toFixed(5)) }))
    .filter(({ name, value }) => value > 0 && byName.has(name))
    .map((finding) => ({ ...finding, note: finding.value.toFixed(2) }));
  return [
    { name: "text", findings: textView(query.text, library, candidates) },
    { name: "vector", findings: rankByValue(vector) },
    { name: "signature", findings: query.signature ? signatureView(query.signature, library) : [] },
  ];
}

/** A busy lock and a failing embedder would fail in memory too, or soon be over. */
function isIndexFailure(error: unknown): boolean {
  return !(error instanceof PortolanError) || error.code === "store-unwritable";
}
