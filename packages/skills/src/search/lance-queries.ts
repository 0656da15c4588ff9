import type { Table } from "@lancedb/lancedb";
import type { IndexAnswer } from "./skill-index.ts";

/** Names of skills that share a stem with the query; their order depends on what the index went through. */
export async function findText(table: Table, tokens: string[], limit: number): Promise<string[]> {
  const query = table.query().fullTextSearch(tokens.join(" "), { columns: ["tokens"] });
  const rows = (await query.select(["id", "_score"]).limit(limit).toArray()) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Names and cosines of the nearest skills. */
export async function findNear(
  table: Table,
  vector: Float32Array,
  limit: number,
): Promise<IndexAnswer["vector"]> {
  // Dot product of unit vectors is the cosine, and unlike LanceDB's cosine it takes an all-zero row.
  const query = table.query().nearestTo(vector).distanceType("dot");
  const rows = (await query.select(["id", "_distance"]).limit(limit).toArray()) as {
    id: string;
    _distance: number;
  }[];
  return rows.map(({ id, _distance }) => ({ name: id, cosine: 1 - _distance }));
}
