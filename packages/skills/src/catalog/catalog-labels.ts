import type { CatalogDatabase } from "./catalog-database.ts";

/** Texts that many skills share; tags and tools are lists, as JSON. */
export type LabelKind = "signature" | "tags" | "author" | "suite" | "reach";

/** The number of a label, which is given once and stays. */
export function labelOf(database: CatalogDatabase, kind: LabelKind, text: string): number {
  const row = database.one("SELECT id FROM labels WHERE kind = ? AND text = ?", kind, text);
  if (row) return Number(row.id);
  return database.run("INSERT INTO labels (kind, text) VALUES (?, ?)", kind, text);
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
