import type { Table } from "@lancedb/lancedb";

/** A vector index pays from so many rows on: below, a scan is as fast. */
const INDEXED_ROWS = 5_000;
/** Versions after which a table is compacted: each write leaves small files that slow every search. */
const VERSIONS_PER_COMPACTION = 32;
/**
 * Each compaction adds a part to the vector index, however few its rows, and a search looks into each, which takes a tenth of a search:
 * from so many on it is made anew.
 */
const MOST_PARTS = 8;
/** Rows that searches may go through one by one, as a share of the table, and at least. */
const UNINDEXED_SHARE = 0.1;
const UNINDEXED_ROWS = 4_096;

/**
 * Whether the writer of this version compacts. Every version has one writer, so of all processes and machines that write,
 * one has the turn, without any of them asking the others.
 */
export function hasCompactionTurn(version: number): boolean {
  return version % VERSIONS_PER_COMPACTION === 0;
}

/** Makes the vector index, and those for filters, of a table that became large enough. It never makes an HNSW graph, which each compaction would build anew. */
export async function buildIndices(table: Table): Promise<void> {
  const rows = await table.countRows();
  if (rows < INDEXED_ROWS) return;
  const indices = await table.listIndices();
  const isSplit = indices.some(
    ({ columns, numSegments = 1 }) => columns.includes("vector") && numSegments > MOST_PARTS,
  );
  const have = new Set(indices.flatMap(({ columns }) => columns));
  if (isSplit) have.delete("vector");
  const { Index } = await import("@lancedb/lancedb");
  const wanted = {
    vector: () => Index.ivfRq({ distanceType: "dot", numPartitions: Math.round(Math.sqrt(rows)) }),
    id: () => Index.btree(),
    author: () => Index.bitmap(),
    suite: () => Index.bitmap(),
    reach: () => Index.bitmap(),
    tags: () => Index.labelList(),
  };
  for (const [column, config] of Object.entries(wanted))
    if (!have.has(column)) await table.createIndex(column, { config: config() });
}

/** So many rows written at once may ask for a compaction before its turn. */
export function isLargeWrite(rows: number): boolean {
  return rows > UNINDEXED_ROWS;
}

/** Whether so many rows are in no index that searches, which go through those one by one, become slow. */
export async function hasManyUnindexed(table: Table): Promise<boolean> {
  const rows = await table.countRows();
  const most = Math.max(UNINDEXED_ROWS, rows * UNINDEXED_SHARE);
  return (await table.listIndices()).some(({ numUnindexedRows = 0 }) => numUnindexedRows > most);
}

/** Merges small files, takes new rows into the indices, and deletes versions older than `keptMs`. No version is ever tagged: a tag stops the deletion. */
export async function compact(table: Table, keptMs: number): Promise<void> {
  await table.optimize({ cleanupOlderThan: new Date(Date.now() - keptMs) });
}
