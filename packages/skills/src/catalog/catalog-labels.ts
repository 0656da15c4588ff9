import type { CatalogDatabase } from "./catalog-database.ts";

/** Texts that many skills share; tags and tools are lists, as JSON. */
export type LabelKind = "signature" | "tags" | "author" | "suite" | "reach";

/** Numbers of labels and stems, which are given once and stay. Asked once each: use one in one transaction only, which may be undone. */
export class GivenNumbers {
  readonly #database: CatalogDatabase;
  readonly #known = new Map<string, number>();

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  ofLabel(kind: LabelKind, text: string): number {
    return this.#number(`${kind} ${text}`, () => {
      const row = this.#database.one("SELECT id FROM labels WHERE kind = ? AND text = ?", kind, text);
      if (row) return Number(row.id);
      return this.#database.run("INSERT INTO labels (kind, text) VALUES (?, ?)", kind, text);
    });
  }

  ofStem(stem: string): number {
    return this.#number(stem, () => {
      const row = this.#database.one("SELECT id FROM terms WHERE term = ?", stem);
      return row ? Number(row.id) : this.#database.run("INSERT INTO terms (term) VALUES (?)", stem);
    });
  }

  #number(key: string, give: () => number): number {
    let number = this.#known.get(key);
    if (number === undefined) this.#known.set(key, (number = give()));
    return number;
  }
}

/** The number of a label, if any skill ever had it. */
export function knownLabel(database: CatalogDatabase, kind: LabelKind, text: string): number | undefined {
  const row = database.one("SELECT id FROM labels WHERE kind = ? AND text = ?", kind, text);
  return row && Number(row.id);
}

/** The labels of a kind whose list passes. */
export function labelsWhere(
  database: CatalogDatabase,
  kind: "tags" | "reach",
  passes: (list: string[]) => boolean,
): { id: number; text: string }[] {
  const rows = database.all("SELECT id, text FROM labels WHERE kind = ?", kind);
  const labels = rows.map(({ id, text }) => ({ id: Number(id), text: String(text) }));
  return labels.filter(({ text }) => passes(JSON.parse(text) as string[]));
}
