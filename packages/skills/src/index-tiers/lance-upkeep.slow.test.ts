import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { findNear, type VectorPlace } from "./lance-search.ts";
import type { LanceRow } from "./lance-rows.ts";
import { connectLance, mergeRows, openLanceTable } from "./lance-table.ts";
import { buildIndices, compact, hasCompactionTurn, hasManyUnindexed } from "./lance-upkeep.ts";

const DIMENSION = 64;

/** Far from one another: what a quantised index does not tell apart is not what is tested. */
function rowAt(i: number): LanceRow {
  let state = i * 2_654_435_761 + 1;
  const values = Array.from({ length: DIMENSION }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
  const norm = Math.hypot(...values);
  const vector = i % 1_000 === 0 ? values.map(() => 0) : values.map((value) => value / norm);
  return {
    id: `skill-${i}`,
    digest: "d",
    tokens: `stem${i % 50}`,
    vector: Float32Array.from(vector),
    author: "a",
    suite: "s",
    tags: [],
    reach: "[]",
  };
}

async function emptyTable() {
  const connection = await connectLance(temporaryFolder(), undefined);
  const stamp = { dimension: DIMENSION, embedder: "test", schema: 1, template: "test" };
  return (await openLanceTable(connection, "skills", stamp)).table;
}

it("makes no index that compaction builds anew, and finds new rows before and after", async () => {
  const table = await emptyTable();
  const rows = Array.from({ length: 21_000 }, (_, i) => rowAt(i));
  for (let i = 0; i < rows.length; i += 3_000) await mergeRows(table, rows.slice(i, i + 3_000));
  await buildIndices(table);
  const kinds = (await table.listIndices()).map(({ indexType }) => indexType);
  expect(kinds.join(" ")).toMatch(/IVF_?RQ/i);
  expect(kinds.join(" ")).not.toMatch(/HNSW/i);
  // The index on stems was made of an empty table.
  expect(await hasManyUnindexed(table)).toBe(true);
  await compact(table, 0);
  expect(await hasManyUnindexed(table)).toBe(false);
  await buildIndices(table);
  expect(await table.listIndices()).toHaveLength(kinds.length);
  const added = rowAt(21_001);
  await mergeRows(table, [added]);
  const nearest = () =>
    findNear(table, Float32Array.from(added.vector), rows.length, { limit: 5, withVectors: true });
  expect((await nearest()).names).toContain(added.id);
  await compact(table, 0);
  const { names, vectors } = await nearest();
  const { values, at } = (vectors as VectorPlace[])[names.indexOf(added.id)] as VectorPlace;
  expect(values.slice(at, at + added.vector.length)).toEqual(Float32Array.from(added.vector));
  expect(await table.countRows()).toBe(21_001);
});

it("compacts by turns, and leaves no old versions behind", async () => {
  const table = await emptyTable();
  const turns: number[] = [];
  for (let i = 0; i < 70; i++) {
    const version = await mergeRows(table, [rowAt(i)]);
    if (hasCompactionTurn(version)) turns.push(version);
  }
  expect(turns).toEqual([32, 64]);
  expect((await table.stats()).fragmentStats.numFragments).toBe(70);
  await compact(table, 0);
  expect((await table.stats()).fragmentStats.numFragments).toBeLessThan(5);
  // What is left are the steps of the compaction itself.
  expect((await table.listVersions()).length).toBeLessThan(5);
  expect(await table.countRows()).toBe(70);
});
