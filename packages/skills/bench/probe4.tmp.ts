import { questionsFor, scaleEmbedder } from "./scale-data.ts";
import { connectLance } from "../src/index-tiers/lance-table.ts";
import { findNear, findText } from "../src/index-tiers/lance-search.ts";
import { measureNamed } from "../src/index-tiers/lance-measures.ts";
import { lanceProposals } from "../src/index-tiers/lance-proposals.ts";
import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { CatalogView } from "../src/catalog/catalog-view.ts";
import { SkillCatalog } from "../src/catalog/skill-catalog.ts";
import { VectorStore } from "../src/index-tiers/vector-store.ts";
import { readdirSync } from "node:fs";
import { join } from "node:path";
const size = Number(process.argv[2]);
const root = `/tmp/scale-run/${size}/store`;
const base = join(root, ".portolan/index");
const dir = join(base, readdirSync(base)[0]!);
const connection = await connectLance(join(dir, "lance"), undefined);
const ours = await connection.openTable((await connection.tableNames())[0]!);
using catalog = new SkillCatalog({ root });
const view = new CatalogView(catalog.level({ mayWait: true }));
using vectors = VectorStore.open(join(dir, "vectors.db"), 384);
await using index = new LibraryIndex({ root, embedder: scaleEmbedder, index: "lancedb" });
const library = await index.library();
const asked = questionsFor(size, 60);
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(2);
const T: Record<string, number[]> = {};
const time = async <X>(k: string, f: () => Promise<X> | X, r: number) => { const s = performance.now(); const x = await f(); if (r) (T[k] ??= []).push(performance.now() - s); return x; };
for (let r = 0; r < 4; r++) for (const q of asked) {
  const [near, text] = await time("both lance", () => Promise.all([findNear(ours, q.vector!, undefined, 100, size), findText(ours, q.tokens, undefined, 100)]), r);
  for (const [n, names] of [["near", near], ["text", text]] as const) {
    const docs = await time(n + " documentsNamed", () => view.documentsNamed(names), r);
    const vs = await time(n + " vectors", () => vectors.getAll(docs.map((d) => d.textDigest)), r);
    await time(n + " measure", () => measureNamed(view, vs, docs, q), r);
  }
  await time("lanceProposals", () => lanceProposals(view, ours, vectors, { ...q, filter: {}, limit: 100 }), r);
  await time("propose", () => library.propose({ ...q, filter: {}, limit: 100 }), r);
  await time("library+propose", async () => (await index.library()).propose({ ...q, filter: {}, limit: 100 }), r);
}
for (const [k, v] of Object.entries(T)) console.log(k.padEnd(24), med(v));
