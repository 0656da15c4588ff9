import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { questionsFor, scaleEmbedder } from "./scale-data.ts";
import { askDirect, openDirect } from "./scale-direct.ts";
const [size, index, rounds] = [Number(process.argv[2]), process.argv[3] as "memory" | "lancedb", Number(process.argv[4])];
const root = `/tmp/scale-run/${size}/store`;
await using open = new LibraryIndex({ root, embedder: scaleEmbedder, index });
const table = await openDirect(`/tmp/scale-run/${size}`);
const asked = questionsFor(size, 100);
const ask = async ({ tokens, vector }: (typeof asked)[0]) => (await open.library()).propose({ tokens, vector, filter: {}, limit: 100 });
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(2);
const T: Record<string, number[]> = { ours: [], direct: [] };
for (let r = 0; r <= rounds; r++) for (const q of asked) { let s = performance.now(); await ask(q); if (r) T.ours!.push(performance.now() - s); s = performance.now(); await askDirect(table, q, 100, false); if (r) T.direct!.push(performance.now() - s); }
console.log(size, index, "ours", med(T.ours!), "direct", med(T.direct!));
