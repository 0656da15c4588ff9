import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import type { SkillFilter } from "@portolan/core";
import { labelsWhere } from "../catalog/catalog-labels.ts";
import type { CatalogView } from "../catalog/catalog-view.ts";
import { quoted } from "./lance-table.ts";

/** Partitions of the vector index that a search looks into at least: with LanceDB's twenty, a sixth of the nearest is missed. */
const LEAST_PROBES = 64;
/** Of so many partitions one is looked into, where there are more. */
const PARTITIONS_PER_PROBE = 12;
/** A quantised index ranks roughly: so many times the wanted rows are ranked again by their own vectors. */
const REFINED = 3;

/** Names of skills that share a stem with the query, best first by LanceDB's measure. */
export async function findText(
  table: Table,
  tokens: readonly string[],
  where: string | undefined,
  limit: number,
): Promise<string[]> {
  if (tokens.length === 0) return [];
  const query = table.query().fullTextSearch(tokens.join(" "), { columns: ["tokens"] });
  if (where !== undefined) query.where(where);
  // LanceDB warns of a search that does not select the score.
  return idsOf(query.select(["id", "_score"]).limit(limit));
}

/** Names of the nearest skills. */
export async function findNear(
  table: Table,
  vector: Float32Array,
  where: string | undefined,
  limit: number,
  /** In the table, roughly. */
  size: number,
): Promise<string[]> {
  // The dot product of unit vectors is the cosine, and unlike LanceDB's cosine it takes an all-zero row.
  const query = table.query().nearestTo(vector).distanceType("dot").limit(limit);
  const partitions = Math.sqrt(size);
  query.nprobes(Math.max(LEAST_PROBES, Math.ceil(partitions / PARTITIONS_PER_PROBE))).refineFactor(REFINED);
  if (where !== undefined) query.where(where);
  return idsOf(query.select(["id", "_distance"]));
}

/** Read from the column: an object a row would be made otherwise. */
async function idsOf(query: Query | VectorQuery): Promise<string[]> {
  const table = await query.toArrow();
  return [...((table.getChild("id") ?? []) as Iterable<string>)];
}

/** A filter as SQL over the table's columns; `undefined` when it does not narrow. */
export function whereOf(view: CatalogView, { tags, tools, author, suite }: SkillFilter): string | undefined {
  const parts = [];
  if (author !== undefined) parts.push(`author = ${quoted(author)}`);
  if (suite !== undefined) parts.push(`suite = ${quoted(suite)}`);
  if (tags && tags.length > 0) parts.push(`array_has_all(tags, make_array(${tags.map(quoted).join(", ")}))`);
  if (tools) {
    const reaches = labelsWhere(view.database, "reach", (list) => list.every((tool) => tools.includes(tool)));
    parts.push(
      reaches.length === 0 ? "false" : `reach IN (${reaches.map(({ text }) => quoted(text)).join(", ")})`,
    );
  }
  return parts.length === 0 ? undefined : parts.join(" AND ");
}
