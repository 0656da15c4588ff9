import { setTimeout as sleep } from "node:timers/promises";
import type { Connection, Table } from "@lancedb/lancedb";
import type { IndexStamp } from "./index-stamp.ts";
import { arrowTable, lanceSchema, type LanceRow } from "./lance-rows.ts";

/** LanceDB's own limits are 6 GB and 1 GB, in every process that searches. */
const INDEX_CACHE_BYTES = 1_024n * 1_024n * 1_024n;
const METADATA_CACHE_BYTES = 256n * 1_024n * 1_024n;

/** How long a table that another process makes is waited for. */
const FINISH_POLLS = 50;
const FINISH_POLL_MS = 100;

/** Our own stems, taken as they are: LanceDB's tokenizers do not split identifiers. */
const STEMS = {
  baseTokenizer: "whitespace",
  lowercase: false,
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  withPosition: false,
  maxTokenLength: 256,
} as const;

export async function connectLance(
  uri: string,
  storageOptions: Record<string, string> | undefined,
): Promise<Connection> {
  const lancedb = await import("@lancedb/lancedb");
  const session = new lancedb.Session(INDEX_CACHE_BYTES, METADATA_CACHE_BYTES);
  // Interval 0: a reader that keeps its version does not see what others write.
  return lancedb.connect(uri, { readConsistencyInterval: 0, storageOptions }, session);
}

/** Opens a table, or makes it empty. Of several that make it at once, one succeeds and the others open what it made. */
export async function openLanceTable(
  connection: Connection,
  name: string,
  stamp: IndexStamp,
): Promise<{ table: Table; isNew: boolean }> {
  const isThere = async () => (await connection.tableNames()).includes(name);
  if (!(await isThere())) {
    try {
      const table = await connection.createEmptyTable(name, await lanceSchema(stamp.dimension));
      await finish(table);
      return { table, isNew: true };
    } catch (error) {
      if (!(await isThere())) throw error;
    }
  }
  const table = await connection.openTable(name);
  // Its maker may not be done yet, or was killed.
  for (let i = 0; i < FINISH_POLLS && !(await isFinished(table)); i++) await sleep(FINISH_POLL_MS);
  if (!(await isFinished(table))) await finish(table);
  return { table, isNew: false };
}

/** What makes an empty table one of ours: the key first, the index on stems last. */
async function finish(table: Table): Promise<void> {
  // Without it, two processes that merge the same new row at once both insert it. It can be set only once.
  await table.setUnenforcedPrimaryKey("id").catch((error: unknown) => {
    if (!/already/i.test((error as Error).message)) throw error;
  });
  const { Index } = await import("@lancedb/lancedb");
  await table.createIndex("tokens", { config: Index.fts(STEMS) });
}

async function isFinished(table: Table): Promise<boolean> {
  return (await table.listIndices()).some(({ columns }) => columns.includes("tokens"));
}

/** Writes rows in the place of those of the same names: one version of the table, however many rows. */
export async function mergeRows(table: Table, rows: readonly LanceRow[]): Promise<number> {
  const merge = table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll();
  return (await merge.execute(await arrowTable(rows))).version;
}

/** Writes rows whose names the table does not have, which no other process may write meanwhile: the table is not looked through. */
export async function addRows(table: Table, rows: readonly LanceRow[]): Promise<number> {
  return (await table.add(await arrowTable(rows))).version;
}

export async function deleteRows(table: Table, names: readonly string[]): Promise<number> {
  return (await table.delete(whereIds(names))).version;
}

export function whereIds(names: readonly string[]): string {
  return `id IN (${names.map(quoted).join(", ")})`;
}

/** A text as SQL has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
