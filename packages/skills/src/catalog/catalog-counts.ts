import type { CatalogDatabase } from "./catalog-database.ts";
import { termsOfText } from "./term-counts.ts";

/**
 * What a transaction changes in the statistics of the library: gathered, then written once a term, because hundreds of
 * skills share most of theirs.
 */
export class CatalogCounts {
  readonly #database: CatalogDatabase;
  readonly #terms = new Map<number, number>();
  readonly #labels = new Map<number, number>();
  #documents = 0;
  #length = 0;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Takes a skill into the library (`1`) or out of it (`-1`). */
  count(name: string, signature: number, step: 1 | -1): void {
    const row = this.#database.one("SELECT length, terms FROM documents WHERE name = ?", name);
    if (!row) return;
    const terms = termsOfText(String(row.terms));
    for (let i = 0; i < terms.length; i += 2) add(this.#terms, terms[i] as number, step);
    add(this.#labels, signature, step);
    this.#documents += step;
    this.#length += step * Number(row.length);
  }

  write(): void {
    for (const [id, step] of this.#terms)
      if (step !== 0) this.#database.run("UPDATE terms SET documents = documents + ? WHERE id = ?", step, id);
    for (const [id, step] of this.#labels)
      if (step !== 0) this.#database.run("UPDATE labels SET listed = listed + ? WHERE id = ?", step, id);
    addToMeta(this.#database, "documents", this.#documents);
    addToMeta(this.#database, "length", this.#length);
  }
}

/** Adds to a number that the catalogue keeps; one that is not there yet is 0. */
export function addToMeta(database: CatalogDatabase, key: string, step: number): void {
  if (step === 0) return;
  database.run(
    "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = value + ?2",
    key,
    step,
  );
}

function add(sums: Map<number, number>, key: number, step: number): void {
  sums.set(key, (sums.get(key) ?? 0) + step);
}
