import type { Table } from "@lancedb/lancedb";
import type { CatalogView, NamedDocument } from "../catalog/catalog-view.ts";
import type { Found } from "./lance-search.ts";
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

  /** The listed ones of those that were found. */
  async named(view: CatalogView, table: Table, { names, vectors }: Found): Promise<ReadSkill[]> {
    const moment = `${view.instance} ${view.seq}`;
    if (moment !== this.#moment || this.#skills.size > MOST_KEPT) {
      this.#moment = moment;
      // Replaced, not emptied: a search that is under way adds to its own.
      this.#skills = new Map();
    }
    const skills = this.#skills;
    const unread = names.flatMap((name, i) => (skills.has(name) ? [] : [{ name, vector: vectors?.[i] }]));
    const incomplete = unread.length === 0 ? [] : await this.#read(view, table, unread, skills);
    return [...names.flatMap((name) => skills.get(name) ?? []), ...incomplete];
  }

  /** Keeps what it reads, and gives what is not kept: skills whose vector may yet be found. */
  async #read(
    view: CatalogView,
    table: Table,
    found: readonly { name: string; vector: Float32Array | undefined }[],
    skills: Map<string, ReadSkill | undefined>,
  ): Promise<ReadSkill[]> {
    const documents = view.documentsNamed(found.map(({ name }) => name));
    const given = new Map(found.map(({ name, vector }) => [name, vector]));
    const without = documents.filter(({ name }) => !given.get(name));
    const vectors = without.length === 0 ? undefined : await vectorsOf(table, this.#vectors, without);
    for (const { name } of found) skills.set(name, undefined);
    return documents.flatMap((document) => {
      const { name, textDigest } = document;
      const skill = { document, vector: given.get(name) ?? vectors?.get(textDigest) };
      if (!skill.vector) {
        skills.delete(name);
        return [skill];
      }
      skills.set(name, skill);
      return [];
    });
  }
}
