import { join } from "node:path";
import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { type Question, questionsFor, scaleEmbedder } from "./scale-data.ts";
import { askDirect, openDirect } from "./scale-direct.ts";
import { type Spread, spreadOf } from "./scale-measure.ts";

/** What was asked in turn; the names of the arms that search. */
export type Turns = Record<string, Spread>;

const ROUNDS = 3;
/** Questions that one arm is asked before it is the next one's turn: more than one, so that no arm always begins with caches that another filled. */
const BLOCK = 10;
const LIMIT = 100;
/** LanceDB's scan of so many rows takes seconds: it is asked for a few questions only. */
const SLOW_FROM = 200_000;
const SLOW_QUESTIONS = 8;

/**
 * All that searches, in one process, a few questions each in turn, so that whatever else the machine does meets all of them
 * alike. The first round is not counted.
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
  const table = await openDirect(folder);
  await using memory = new LibraryIndex({ root, embedder: scaleEmbedder, index: "memory" });
  await using lance = new LibraryIndex({ root, embedder: scaleEmbedder, index: "lancedb" });
  const searching: [name: string, ask: (question: Question) => Promise<unknown>][] = [
    ["LanceDB, flat", (question) => askDirect(table, question, LIMIT, true)],
    ["LanceDB, best index", (question) => askDirect(table, question, LIMIT, false)],
    ["Portolan, memory", ours(memory)],
    ["Portolan, LanceDB", ours(lance)],
  ];
  const asked = questionsFor(size, questions);
  const times = new Map(searching.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (let block = 0; block < asked.length; block += BLOCK)
      for (const [place] of searching.entries()) {
        // Each is first as often as the others.
        const [name, ask] = searching[
          (place + round + block / BLOCK) % searching.length
        ] as (typeof searching)[0];
        for (const [i, question] of asked.slice(block, block + BLOCK).entries()) {
          const isSlow = name === "LanceDB, flat" && size > SLOW_FROM;
          if (isSlow && block + i >= SLOW_QUESTIONS) break;
          const start = performance.now();
          await ask(question);
          if (round > 0) times.get(name)?.push(performance.now() - start);
        }
      }
  return Object.fromEntries([...times].map(([name, all]) => [name, spreadOf(all)]));
}

function ours(index: LibraryIndex): (question: Question) => Promise<unknown> {
  return async ({ tokens, vector }) =>
    (await index.library()).propose({ tokens, vector, filter: {}, limit: LIMIT });
}
