import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import type { SkillFilter } from "@portolan/core";
import { labelsWhere } from "../catalog/catalog-labels.ts";
import type { CatalogView } from "../catalog/catalog-view.ts";
import { quoted } from "./lance-table.ts";

/** Partitions of the vector index that a search looks into at least: with LanceDB's twenty, a sixth of the nearest is missed. */
const LEAST_PROBES = 64;
/** Of so many partitions one is looked into, where there are more. */
const PARTITIONS_PER_PROBE = 16;
/** A quantised index ranks roughly: so many times the wanted rows are ranked again by their own vectors. */
const REFINED = 3;

/** A vector among others, from the number `at` on: a view of its own for each would be a search's largest waste. */
export interface VectorPlace {
  values: Float32Array;
  at: number;
}

/** What a table found, best first by LanceDB's measure. */
export interface Found {
  names: string[];
  /** The vectors of these skills, where they were asked for. */
  vectors?: VectorPlace[];
}

export interface FindOptions {
  /** A filter as SQL; absent when there is none. */
  where?: string;
  limit: number;
  /** Whether their vectors are wanted too. */
  withVectors: boolean;
}

/** Skills that share a stem with the query. */
export async function findText(
  table: Table,
  tokens: readonly string[],
  { where, limit, withVectors }: FindOptions,
): Promise<Found> {
  if (tokens.length === 0) return { names: [] };
  const query = table.query().fullTextSearch(tokens.join(" "), { columns: ["tokens"] });
  if (where !== undefined) query.where(where);
  // LanceDB warns of a search that does not select the score.
  return foundBy(query.limit(limit), "_score", withVectors);
}

/** The nearest skills. @param size how many there are in the table, roughly */
export async function findNear(
  table: Table,
  vector: Float32Array,
  size: number,
  { where, limit, withVectors }: FindOptions,
): Promise<Found> {
  // The dot product of unit vectors is the cosine, and unlike LanceDB's cosine it takes an all-zero row.
  const query = table.query().nearestTo(vector).distanceType("dot").limit(limit);
  const partitions = Math.sqrt(size);
  query.nprobes(Math.max(LEAST_PROBES, Math.ceil(partitions / PARTITIONS_PER_PROBE))).refineFactor(REFINED);
  if (where !== undefined) query.where(where);
  return foundBy(query, "_distance", withVectors);
}

/** Read from the columns: an object a row would be made otherwise. */
async function foundBy(query: Query | VectorQuery, measure: string, withVectors: boolean): Promise<Found> {
  const table = await query.select(["id", measure, ...(withVectors ? ["vector"] : [])]).toArrow();
  const names = [...((table.getChild("id") ?? []) as Iterable<string>)];
  if (!withVectors) return { names };
  const vectors = (table.getChild("vector")?.data ?? []).flatMap(({ length, children }): VectorPlace[] => {
    const values = children[0]?.values as Float32Array;
    const dimension = values.length / length;
    return Array.from({ length }, (_, row) => ({ values, at: row * dimension }));
  });
  return { names, vectors };
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
