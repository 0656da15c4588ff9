import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { exactDot } from "../src/index-tiers/quantise.ts";
import { openSkillStore } from "../src/store/open-skill-store.ts";
import { DIMENSION, nameOf, questionsFor, scaleEmbedder, skillAt, vectorAt } from "./scale-data.ts";
import {
  admitDirect,
  askDirect,
  buildDirect,
  compactDirect,
  openDirect,
  removeDirect,
} from "./scale-direct.ts";
import { megabytesIn, recall, type Spread, spreadOf, timeEach, timeOnce } from "./scale-measure.ts";
import { inTurn, type Turns } from "./scale-turns.ts";
import { writeCatalogAlone, writeFolders } from "./scale-prepare.ts";

/** What one arm came to at one size; times in milliseconds, sizes in megabytes. */
export interface ArmResult {
  search?: Spread;
  admit?: Spread;
  open?: number;
  build?: number;
  disk?: number;
  memory?: number;
  /** Shares of the nearest that were found. */
  recall10?: number;
  recall100?: number;
  /** A search through the whole store, matches read from their folders. */
  storeSearch?: Spread;
  /** Bringing an open store level when nothing changed. */
  level?: Spread;
  /** Searches of several arms, asked in turn. */
  turns?: Turns;
}

/** Where the data of one size lie, and what the run wants of them. */
export interface ArmOptions {
  size: number;
  folder: string;
  /** Whether there are real skill folders. */
  folders: boolean;
  questions: number;
}

const LIMIT = 100;
const ADMISSIONS = 40;
/** Questions of which the exact answer is known. */
const CHECKED = 40;

export const arms: Record<string, (options: ArmOptions) => Promise<ArmResult>> = {
  prepare: async ({ size, folder, folders }) => ({
    build: await timeOnce(() => (folders ? writeFolders : writeCatalogAlone)(join(folder, "store"), size)),
  }),
  "JavaScript, flat": flat,
  "LanceDB, build": async ({ size, folder }) => ({ build: await timeOnce(() => buildDirect(folder, size)) }),
  "LanceDB, flat": (options) => direct(options, true),
  "LanceDB, best index": (options) => direct(options, false),
  "Portolan, memory": (options) => ours(options, "memory"),
  "Portolan, LanceDB": (options) => ours(options, "lancedb"),
  "in turn": async (options) => ({ turns: await inTurn(options) }),
};

/** Every vector after the other, in single precision: also what the others are compared with. */
async function flat({ size, folder, questions }: ArmOptions): Promise<ArmResult> {
  const matrix = new Float32Array(size * DIMENSION);
  for (let i = 0; i < size; i++) vectorAt(i, matrix.subarray(i * DIMENSION, (i + 1) * DIMENSION));
  const nearest = (vector: Float32Array): string[] => {
    const values = Float64Array.from({ length: size }, (_, i) => exactDot(vector, matrix, i * DIMENSION));
    const least = values.toSorted().at(-Math.min(LIMIT, size)) as number;
    const found = [...values.entries()].filter(([, value]) => value >= least);
    return found.toSorted((a, b) => b[1] - a[1]).map(([i]) => nameOf(i));
  };
  const asked = questionsFor(size, questions).slice(0, CHECKED);
  const search = await timeEach(asked, async ({ vector }) => nearest(vector));
  writeFileSync(join(folder, "nearest.json"), JSON.stringify(asked.map(({ vector }) => nearest(vector))));
  return { search, memory: memory() };
}

async function direct({ size, folder, questions }: ArmOptions, isFlat: boolean): Promise<ArmResult> {
  const asked = questionsFor(size, questions).slice(0, isFlat && size > 200_000 ? 10 : questions);
  let table = await openDirect(folder);
  const open = await timeOnce(async () => {
    table = await openDirect(folder);
    await askDirect(table, asked[0] as (typeof asked)[0], LIMIT, isFlat);
  });
  const search = await timeEach(asked, (question) => askDirect(table, question, LIMIT, isFlat));
  const found = [];
  for (const question of asked.slice(0, CHECKED))
    found.push((await askDirect(table, question, LIMIT, isFlat)).near);
  const result = {
    search,
    open,
    disk: megabytesIn(join(folder, "direct")),
    memory: memory(),
    ...recalls(folder, found),
  };
  if (isFlat) return result;
  const added = Array.from({ length: ADMISSIONS }, (_, i) => size + i);
  const admit = await timeEach(added, (i) => admitDirect(table, i));
  // Our tier does so too, after so many: both then have a part of the index for what was added.
  await compactDirect(table);
  await removeDirect(table, added);
  return { ...result, admit };
}

async function ours(
  { size, folder, folders, questions }: ArmOptions,
  index: "memory" | "lancedb",
): Promise<ArmResult> {
  const root = join(folder, "store");
  const options = { root, embedder: scaleEmbedder, index };
  const asked = questionsFor(size, questions);
  const build = await timeOnce(async () => {
    await using first = new LibraryIndex(options);
    await first.library();
    await first.maintained();
  });
  const opened = performance.now();
  await using open = new LibraryIndex(options);
  // What a search costs, so also that the index is level with the folders.
  const ask = async ({ tokens, vector }: (typeof asked)[0]) =>
    (await open.library()).propose({ tokens, vector, filter: {}, limit: LIMIT });
  await ask(asked[0] as (typeof asked)[0]);
  const openMs = performance.now() - opened;
  await open.maintained();
  const search = await timeEach(asked, ask);
  const level = await timeEach(asked.slice(0, 30), () => open.library());
  const found = [];
  for (const question of asked.slice(0, CHECKED)) {
    const proposals = await ask(question);
    found.push(proposals.toSorted((a, b) => b.cosine - a.cosine).map(({ name }) => name));
  }
  const result: ArmResult = {
    build,
    open: openMs,
    search,
    level,
    disk: megabytesIn(join(root, ".portolan")),
    memory: memory(),
    ...recalls(folder, found),
  };
  await using store = await openSkillStore({ root, embedder: scaleEmbedder, index });
  if (folders)
    result.storeSearch = await timeEach(asked.slice(0, 50), ({ tokens }) =>
      store.search({ text: `skill n${asked.length} ${tokens.join(" ")}`, limit: 12 }),
    );
  const times: number[] = [];
  const added = Array.from({ length: ADMISSIONS }, (_, i) => size + i);
  for (const i of added) {
    const { evidence, digest: _digest, status: _status, version: _version, ...candidate } = skillAt(i);
    // Written, flushed, in the catalogue, and found by the next search.
    times.push(
      await timeOnce(async () => {
        await store.admit(candidate, evidence);
        await open.library();
      }),
    );
  }
  // The next arm starts from the same skills.
  await open.catalog.watching(added.map(nameOf), async () => {
    for (const i of added) rmSync(join(root, nameOf(i)), { recursive: true });
  });
  await open.library();
  return { ...result, admit: spreadOf(times) };
}

/** Nothing where the exact answers were not made. */
function recalls(folder: string, found: readonly string[][]): Pick<ArmResult, "recall10" | "recall100"> {
  if (!existsSync(join(folder, "nearest.json"))) return {};
  const nearest = JSON.parse(readFileSync(join(folder, "nearest.json"), "utf8")) as string[][];
  const mean = (count: number): number => {
    const shares = found.map((names, i) => recall(new Set(names), (nearest[i] ?? []).slice(0, count)));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  return { recall10: mean(10), recall100: mean(LIMIT) };
}

function memory(): number {
  return process.memoryUsage.rss() / 1e6;
}
