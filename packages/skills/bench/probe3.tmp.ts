import { openDirect } from "./scale-direct.ts";
import { questionsFor } from "./scale-data.ts";
import { connectLance } from "../src/index-tiers/lance-table.ts";
import { findNear, findText } from "../src/index-tiers/lance-search.ts";
import { readdirSync } from "node:fs";
import { join } from "node:path";
const size = Number(process.argv[2]);
const direct = await openDirect(`/tmp/scale-run/${size}`);
const base = `/tmp/scale-run/${size}/store/.portolan/index`;
const dir = join(base, readdirSync(base)[0]!, process.argv[3] ?? "lance");
const connection = await connectLance(dir, undefined);
const names = await connection.tableNames(); const ours = await connection.openTable(names[0]!);
console.log(names, readdirSync(dir));
for (const [n, t] of [["direct", direct], ["ours", ours]] as const) {
  console.log(n, await t.countRows(), "version", await t.version(), JSON.stringify(await t.stats().catch(() => 0)).slice(0, 300));
  for (const i of await t.listIndices()) console.log(" ", i.name, i.indexType, JSON.stringify(await t.indexStats(i.name)));
}
const asked = questionsFor(size, 60);
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(2);
const T: Record<string, number[]> = {};
const time = async (k: string, f: () => Promise<unknown>, r: number) => { const s = performance.now(); await f(); if (r) (T[k] ??= []).push(performance.now() - s); };
for (let r = 0; r < 4; r++) for (const q of asked) for (const [n, t] of [["direct", direct], ["ours", ours]] as const) {
  await time(n + " near", () => findNear(t, q.vector!, undefined, 100, size), r);
  await time(n + " text", () => findText(t, q.tokens, undefined, 100), r);
  await time(n + " both", () => Promise.all([findNear(t, q.vector!, undefined, 100, size), findText(t, q.tokens, undefined, 100)]), r);
}
for (const [k, v] of Object.entries(T)) console.log(k, med(v));
