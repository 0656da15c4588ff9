import { join } from "node:path";
import { Index, type Table } from "@lancedb/lancedb";
import { documentOf } from "../src/search/skill-document.ts";
import {
  addRows,
  connectLance,
  deleteRows,
  mergeRows,
  openLanceTable,
} from "../src/index-tiers/lance-table.ts";
import { DIMENSION, nameOf, type Question, skillAt, vectorAt } from "./scale-data.ts";

const BATCH = 5_000;

/** Numbers of partitions that the best setting looks into: fewer miss too much. */
const PROBES = 64;
const REFINED = 3;

/** Makes the table as somebody would who uses LanceDB alone: bulk writes, then its best indices. */
export async function buildDirect(folder: string, size: number): Promise<void> {
  const table = await openDirect(folder);
  for (let i = 0; i < size; i += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, size - i) }, (_, j) => rowAt(i + j));
    await addRows(table, rows);
  }
  await table.optimize();
  if (size >= 5_000) {
    const config = Index.ivfRq({ distanceType: "dot", numPartitions: Math.round(Math.sqrt(size)) });
    await table.createIndex("vector", { config });
    await table.createIndex("id", { config: Index.btree() });
  }
  await compactDirect(table);
}

export async function openDirect(folder: string): Promise<Table> {
  const connection = await connectLance(join(folder, "direct"), undefined);
  const stamp = { dimension: DIMENSION, embedder: "", schema: 0, template: "" };
  return (await openLanceTable(connection, "skills", stamp)).table;
}

/** Both lists of names: the nearest by a scan, or by the index. */
export async function askDirect(
  table: Table,
  { tokens, vector }: Question,
  limit: number,
  flat: boolean,
): Promise<{ text: string[]; near: string[] }> {
  const near = table.query().nearestTo(vector).distanceType("dot").select(["id", "_distance"]).limit(limit);
  if (flat) near.bypassVectorIndex();
  else near.nprobes(PROBES).refineFactor(REFINED);
  const text = table
    .query()
    .fullTextSearch(tokens.join(" "), { columns: ["tokens"] })
    .select(["id", "_score"])
    .limit(limit);
  const [a, b] = (await Promise.all([text.toArray(), near.toArray()])) as { id: string }[][];
  return { text: (a ?? []).map(({ id }) => id), near: (b ?? []).map(({ id }) => id) };
}

/** Adds one row, and takes it out again. */
export async function admitDirect(table: Table, i: number): Promise<void> {
  await mergeRows(table, [rowAt(i)]);
}

/** What LanceDB asks of whoever writes to it now and then. */
export async function compactDirect(table: Table): Promise<void> {
  await table.optimize({ cleanupOlderThan: new Date() });
}

export async function removeDirect(table: Table, numbers: readonly number[]): Promise<void> {
  await deleteRows(table, numbers.map(nameOf));
}

function rowAt(i: number) {
  const skill = skillAt(i);
  return {
    id: skill.name,
    digest: skill.digest,
    tokens: documentOf(skill).tokens.join(" "),
    vector: vectorAt(i).slice(),
    author: skill.evidence.coder,
    suite: skill.evidence.task.suite,
    tags: [] as string[],
    reach: "[]",
  };
}
