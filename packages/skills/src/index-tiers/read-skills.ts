import type { Table } from "@lancedb/lancedb";
import type { CatalogView, NamedDocument } from "../catalog/catalog-view.ts";
import { vectorsOf } from "./lance-writer.ts";
import type { VectorStore } from "./vector-store.ts";

/** A skill's document, and its vector where it has one. */
export interface ReadSkill {
  document: NamedDocument;
  vector: Float32Array | undefined;
}

/** Kept at most: at 384 numbers a vector, 30 MB. */
const MOST_KEPT = 16_384;

/** What searches read of skills to measure them, kept until the library changes: what one search finds, the next often finds too. */
export class ReadSkills {
  readonly #vectors: VectorStore;
  /** `undefined` for a name that is not listed. */
  #skills = new Map<string, ReadSkill | undefined>();
  /** Of which moment they are. */
  #moment = "";

  constructor(vectors: VectorStore) {
    this.#vectors = vectors;
  }

  /** The listed ones of these names. */
  async named(view: CatalogView, table: Table, names: readonly string[]): Promise<ReadSkill[]> {
    const moment = `${view.instance} ${view.seq}`;
    if (moment !== this.#moment || this.#skills.size > MOST_KEPT) {
      this.#moment = moment;
      // Replaced, not emptied: a search that is under way adds to its own.
      this.#skills = new Map();
    }
    const skills = this.#skills;
    const unread = names.filter((name) => !skills.has(name));
    const incomplete = unread.length === 0 ? [] : await this.#read(view, table, unread, skills);
    return [...names.flatMap((name) => skills.get(name) ?? []), ...incomplete];
  }

  /** Keeps what it reads, and gives what is not kept: skills whose vector may yet be found. */
  async #read(
    view: CatalogView,
    table: Table,
    names: readonly string[],
    skills: Map<string, ReadSkill | undefined>,
  ): Promise<ReadSkill[]> {
    const documents = view.documentsNamed(names);
    const vectors = await vectorsOf(table, this.#vectors, documents);
    const listed = new Set(documents.map(({ name }) => name));
    for (const name of names) if (!listed.has(name)) skills.set(name, undefined);
    return documents.flatMap((document) => {
      const skill = { document, vector: vectors.get(document.textDigest) };
      if (!skill.vector) return [skill];
      skills.set(document.name, skill);
      return [];
    });
  }
}
