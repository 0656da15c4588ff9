import type { Skill, SkillRef } from "@portolan/core";
import type { CatalogDatabase, Row } from "./catalog-database.ts";
import { type TermCounts, termsOfText } from "./term-counts.ts";

/** What an index needs to know of a skill that searches may find. */
export interface CatalogEntry {
  id: number;
  name: string;
  textDigest: string;
  /** Numbers of labels. */
  tags: number;
  author: number;
  suite: number;
  reach: number;
}

/** What a skill's words are measured by. */
export interface NamedDocument {
  name: string;
  /** As `textOfTerms` writes them. */
  terms: string;
  /** Stems in all. */
  length: number;
}

const ENTRY = "skills.id AS id, name, text_digest, tags, author, suite, reach";

/** What can be asked of a catalogue; nothing here takes time in proportion to the number of skills, unless it says so. */
export class CatalogView {
  readonly database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.database = database;
  }

  /** The number of the last change. */
  get seq(): number {
    return this.#number("seq");
  }

  /** Names this very database: another one gives other numbers to the same skills. */
  get instance(): string {
    return this.database.remembered("instance", () =>
      String(this.database.one("SELECT value FROM meta WHERE key = 'instance'")?.value),
    );
  }

  /** How many skills are listed, and how many stems they have together. */
  get totals(): { documents: number; length: number } {
    return { documents: this.#number("documents"), length: this.#number("length") };
  }

  /** Skills changed since, those gone included, each once, in the order of their last change. */
  changesSince(seq: number): { id: number; seq: number; name: string }[] {
    const rows = this.database.all("SELECT id, seq, name FROM changes WHERE seq > ? ORDER BY seq, id", seq);
    return rows.map((row) => ({ id: Number(row.id), seq: Number(row.seq), name: String(row.name) }));
  }

  entry(id: number): CatalogEntry | undefined {
    return entryOf(this.database.one(`SELECT ${ENTRY} FROM skills WHERE id = ? AND listed = 1`, id));
  }

  entryNamed(name: string): CatalogEntry | undefined {
    return entryOf(this.database.one(`SELECT ${ENTRY} FROM skills WHERE name = ? AND listed = 1`, name));
  }

  /** The listed ones of these names with their stems, in one question: one for each would take most of a search. */
  documentsNamed(names: readonly string[]): NamedDocument[] {
    const rows = this.database.lists(
      `SELECT wanted.key, length, terms FROM json_each(?) AS wanted
        JOIN documents ON documents.name = wanted.value WHERE listed = 1`,
      JSON.stringify(names),
    );
    return rows.map(([place, length, terms]) => ({
      name: names[place as number] as string,
      terms: terms as string,
      length: length as number,
    }));
  }

  /** The digests of the texts of the listed ones of these names. */
  textDigestsNamed(names: readonly string[]): Map<string, string> {
    const rows = this.database.lists(
      "SELECT name, text_digest FROM json_each(?) AS wanted JOIN skills ON name = wanted.value WHERE listed = 1",
      JSON.stringify(names),
    );
    return new Map(rows as [name: string, textDigest: string][]);
  }

  /** All listed skills, in proportion to their number. */
  *entries(batch = 4096): Generator<CatalogEntry> {
    for (let last = 0; ;) {
      const rows = this.database.all(
        `SELECT ${ENTRY} FROM skills WHERE listed = 1 AND id > ? ORDER BY id LIMIT ?`,
        last,
        batch,
      );
      for (const row of rows) yield entryOf(row) as CatalogEntry;
      if (rows.length < batch) return;
      last = Number(rows.at(-1)?.id);
    }
  }

  /** Whether a skill of that name is, or was, in the folders. */
  hasKnown(name: string): boolean {
    const known =
      "SELECT 1 FROM skills WHERE name = ?1 UNION ALL SELECT 1 FROM changes WHERE name = ?1 LIMIT 1";
    return this.database.one(known, name) !== undefined;
  }

  /** A skill without its hidden cases and its verdicts. */
  brief(id: number): Skill | undefined {
    const brief = this.database.one("SELECT brief FROM briefs WHERE id = ?", id)?.brief;
    return brief === undefined ? undefined : (JSON.parse(String(brief)) as Skill);
  }

  /** The text of a label. */
  label(id: number): string {
    return String(this.database.one("SELECT text FROM labels WHERE id = ?", id)?.text);
  }

  /** The text of a stem. */
  stem(id: number): string {
    return String(this.database.one("SELECT term FROM terms WHERE id = ?", id)?.term);
  }

  terms(name: string): { terms: TermCounts; length: number } | undefined {
    const row = this.database.one("SELECT length, terms FROM documents WHERE name = ?", name);
    return row && { terms: termsOfText(String(row.terms)), length: Number(row.length) };
  }

  /** The stems that any skill ever had, in their order: the number of each, and how many listed skills have it. */
  known(stems: readonly string[]): { id: number; documents: number }[] {
    return stems.flatMap((stem) => this.database.remembered(`stem ${stem}`, () => this.#term(stem)) ?? []);
  }

  /** Every signature of a listed skill, in proportion to their number. */
  signatures(): string[] {
    const rows = this.database.all(
      "SELECT text FROM labels WHERE kind = 'signature' AND listed > 0 ORDER BY text",
    );
    return rows.map(({ text }) => String(text));
  }

  /** Listed skills of a signature, in order of name. */
  withSignature(signature: string): string[] {
    const rows = this.database.all(
      `SELECT name FROM skills WHERE listed = 1
        AND signature = (SELECT id FROM labels WHERE kind = 'signature' AND text = ?) ORDER BY name`,
      signature,
    );
    return rows.map(({ name }) => String(name));
  }

  /** The skills that call one, in whatever status, in order of name. */
  usedBy(name: string): SkillRef[] {
    return this.#refs(
      "SELECT skills.name, skills.digest FROM uses JOIN skills ON skills.id = uses.caller WHERE uses.callee = ? ORDER BY skills.name",
      name,
    );
  }

  /** The skills whose coder was shown one, in order of name. */
  shownTo(name: string): SkillRef[] {
    return this.#refs(
      "SELECT DISTINCT skills.name, skills.digest FROM shown JOIN skills ON skills.id = shown.skill WHERE shown.name = ? ORDER BY skills.name",
      name,
    );
  }

  /** The changes whose ids begin so, with the names of the skills that each touched, in order. */
  changed(idStart: string): Map<string, string[]> {
    const rows = this.database.all(
      `SELECT change_id, name FROM parts JOIN skills ON skills.id = parts.skill
        WHERE change_id >= ?1 AND change_id < ?1 || char(1114111) ORDER BY change_id, name`,
      idStart,
    );
    const changes = new Map<string, string[]>();
    for (const { change_id: id, name } of rows)
      changes.set(String(id), [...(changes.get(String(id)) ?? []), String(name)]);
    return changes;
  }

  #refs(sql: string, name: string): SkillRef[] {
    return this.database
      .all(sql, name)
      .map((row) => ({ name: String(row.name), digest: String(row.digest) }));
  }

  #term(stem: string): { id: number; documents: number } | undefined {
    const row = this.database.one("SELECT id, documents FROM terms WHERE term = ?", stem);
    return row && { id: Number(row.id), documents: Number(row.documents) };
  }

  #number(key: string): number {
    return this.database.remembered(key, () =>
      Number(this.database.one("SELECT value FROM meta WHERE key = ?", key)?.value ?? 0),
    );
  }
}

function entryOf(row: Row | undefined): CatalogEntry | undefined {
  if (!row) return undefined;
  const { id, name, text_digest, tags, author, suite, reach } = row;
  return {
    id: Number(id),
    name: String(name),
    textDigest: String(text_digest),
    tags: Number(tags),
    author: Number(author),
    suite: Number(suite),
    reach: Number(reach),
  };
}
