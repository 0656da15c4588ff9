import { type Embedder, passesFilter, type Skill, type SkillFilter } from "@portolan/core";
import { bm25Of, type WordStatistics } from "./bm25.ts";
import { embedDocuments } from "./embed-documents.ts";
import type { Library, LibraryQuery, Proposal } from "./library.ts";
import { documentOf, type SkillDocument } from "./skill-document.ts";

/**
 * The exact library over skills in memory: what every other one is measured by, and what stores without an index are
 * searched with. Of the skills given it holds the active ones, aliases left out. Vectors are made at the first search.
 */
export function memoryLibrary(skills: readonly Skill[], embedder: Embedder): Library {
  const active = skills.filter(({ status, aliasOf }) => status === "active" && aliasOf === undefined);
  return new MemoryLibrary(active.map(documentOf), embedder, skills);
}

class MemoryLibrary implements Library {
  readonly #documents: SkillDocument[];
  readonly #byName: Map<string, SkillDocument>;
  readonly #bySignature: Map<string, string[]>;
  readonly #all: ReadonlyMap<string, Skill>;
  readonly #embedder: Embedder;
  readonly #postings = new Map<string, SkillDocument[]>();
  readonly #meanLength: number;
  #vectors: Promise<Float32Array[]> | undefined;

  constructor(documents: SkillDocument[], embedder: Embedder, all: readonly Skill[]) {
    this.#documents = documents;
    this.#embedder = embedder;
    this.#byName = new Map(documents.map((document) => [document.skill.name, document]));
    const groups = Map.groupBy(documents, ({ skill }) => skill.signature);
    this.#bySignature = new Map([...groups].map(([signature, group]) => [signature, namesOf(group)]));
    for (const document of documents) {
      for (const token of document.counts.keys()) {
        const posting = this.#postings.get(token);
        if (posting) posting.push(document);
        else this.#postings.set(token, [document]);
      }
    }
    this.#meanLength =
      documents.reduce((sum, { tokens }) => sum + tokens.length, 0) / (documents.length || 1);
    this.#all = new Map(all.map((skill) => [skill.name, skill]));
  }

  get size(): number {
    return this.#documents.length;
  }

  async propose({ tokens, vector, filter, limit }: LibraryQuery): Promise<Proposal[]> {
    const bm25 = new Map<string, number>();
    for (const document of new Set(tokens.flatMap((token) => this.#postings.get(token) ?? [])))
      bm25.set(document.skill.name, bm25Of(document, tokens, this.#statistics));
    const cosines = new Map<string, number>();
    if (vector) {
      this.#vectors ??= embedDocuments(this.#embedder, this.#documents);
      const vectors = await this.#vectors;
      for (const [i, { skill }] of this.#documents.entries())
        cosines.set(skill.name, dot(vector, vectors[i] as Float32Array));
    }
    const best = (measures: Map<string, number>): string[] =>
      [...measures]
        .filter(([name, value]) => value > 0 && this.passes(name, filter))
        .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([name]) => name);
    return [...new Set([...best(bm25), ...best(cosines)])].map((name) => ({
      name,
      bm25: bm25.get(name) ?? 0,
      cosine: cosines.get(name) ?? 0,
    }));
  }

  document(name: string): SkillDocument | undefined {
    return this.#byName.get(name);
  }

  signatures(): readonly string[] {
    return [...this.#bySignature.keys()];
  }

  withSignature(signature: string): readonly string[] {
    return this.#bySignature.get(signature) ?? [];
  }

  passes(name: string, filter: SkillFilter): boolean {
    const skill = this.#byName.get(name)?.skill;
    return skill !== undefined && passesFilter(skill, filter, (callee) => this.#all.get(callee));
  }

  get #statistics(): WordStatistics {
    return {
      size: this.#documents.length,
      meanLength: this.#meanLength,
      having: (token) => this.#postings.get(token)?.length ?? 0,
    };
  }
}

function namesOf(documents: readonly SkillDocument[]): string[] {
  return documents.map(({ skill }) => skill.name);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
