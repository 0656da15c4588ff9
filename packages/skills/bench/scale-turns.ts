import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { type Question, questionsFor, scaleEmbedder } from "./scale-data.ts";
import { askDirect, openDirect } from "./scale-direct.ts";
import { type Spread, spreadOf } from "./scale-measure.ts";

/** What was asked in turn, by the arms that search: questions that nobody asked before, and the same ones again. */
export interface Turns {
  fresh: Record<string, Spread>;
  again: Record<string, Spread>;
}

/** Of the same questions, the first of them fresh. */
const ROUNDS = 4;
/** Other questions, asked before: a process that has just started is slower. */
const WARM_UP = 30;
/** Questions that one arm is asked before it is the next one's turn: more than one, so that no arm always begins with caches that another filled. */
const BLOCK = 10;
const LIMIT = 100;
/** LanceDB's scan of so many rows takes seconds: it is asked for a few questions only. */
const SLOW_FROM = 200_000;
const SLOW_QUESTIONS = 8;

/**
 * All that searches, in one process, a few questions each in turn, so that whatever else the machine does meets all of them alike.
 */
export async function inTurn({
  size,
  folder,
  questions,
}: {
  size: number;
  folder: string;
  questions: number;
}): Promise<Turns> {
  const root = join(folder, "store");
  // The flat scan brings all of its table into memory, and so that of LanceDB's index: ours is brought there too.
  for (const side of ["direct", "store"]) await readThrough(join(folder, side));
  const table = await openDirect(folder);
  await using memory = new LibraryIndex({ root, embedder: scaleEmbedder, index: "memory" });
  await using lance = new LibraryIndex({ root, embedder: scaleEmbedder, index: "lancedb" });
  const searching: [name: string, ask: (question: Question) => Promise<unknown>][] = [
    ["LanceDB, flat", (question) => askDirect(table, question, LIMIT, true)],
    ["LanceDB, best index", (question) => askDirect(table, question, LIMIT, false)],
    ["Portolan, memory", ours(memory)],
    ["Portolan, LanceDB", ours(lance)],
  ];
  const all = questionsFor(size, questions + WARM_UP);
  const asked = all.slice(WARM_UP);
  const times = { fresh: emptyTimes(searching), again: emptyTimes(searching) };
  for (let round = 0; round <= ROUNDS; round++) {
    const questionsOfRound = round === 0 ? all.slice(0, WARM_UP) : asked;
    for (let block = 0; block < questionsOfRound.length; block += BLOCK)
      for (const [place] of searching.entries()) {
        // Each is first as often as the others.
        const [name, ask] = searching[
          (place + round + block / BLOCK) % searching.length
        ] as (typeof searching)[0];
        for (const [i, question] of questionsOfRound.slice(block, block + BLOCK).entries()) {
          const isSlow = name === "LanceDB, flat" && size > SLOW_FROM;
          if (isSlow && block + i >= SLOW_QUESTIONS) break;
          const start = performance.now();
          await ask(question);
          if (round > 0) times[round === 1 ? "fresh" : "again"].get(name)?.push(performance.now() - start);
        }
      }
  }
  return { fresh: spreadsOf(times.fresh), again: spreadsOf(times.again) };
}

/** Reads every file of a folder once. */
async function readThrough(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await finished(createReadStream(join(entry.parentPath, entry.name)).resume());
}

function ours(index: LibraryIndex): (question: Question) => Promise<unknown> {
  return async ({ tokens, vector }) =>
    (await index.library()).propose({ tokens, vector, filter: {}, limit: LIMIT });
}

function emptyTimes(searching: readonly (readonly [name: string, ask: unknown])[]): Map<string, number[]> {
  return new Map(searching.map(([name]) => [name, []]));
}

function spreadsOf(times: ReadonlyMap<string, number[]>): Record<string, Spread> {
  return Object.fromEntries([...times].map(([name, all]) => [name, spreadOf(all)]));
}
