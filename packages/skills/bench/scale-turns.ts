import { join } from "node:path";
import { LibraryIndex } from "../src/index-tiers/library-index.ts";
import { type Question, questionsFor, scaleEmbedder } from "./scale-data.ts";
import { askDirect, openDirect } from "./scale-direct.ts";
import { type Spread, spreadOf } from "./scale-measure.ts";

/** What was asked in turn; the names of the arms that search. */
export type Turns = Record<string, Spread>;

const ROUNDS = 3;
const LIMIT = 100;
/** LanceDB's scan of so many rows takes seconds: it is asked for a few questions only. */
const SLOW_FROM = 200_000;
const SLOW_QUESTIONS = 8;

/**
 * All that searches, in one process, question by question, so that whatever else the machine does meets all of them alike.
 * The first round is not counted.
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
    for (const [i, question] of asked.entries())
      for (const [place] of searching.entries()) {
        // Each is first as often as the others.
        const [name, ask] = searching[(place + i) % searching.length] as (typeof searching)[0];
        const isSlow = name === "LanceDB, flat" && size > SLOW_FROM;
        if (isSlow && i >= SLOW_QUESTIONS) continue;
        const start = performance.now();
        await ask(question);
        if (round > 0) times.get(name)?.push(performance.now() - start);
      }
  return Object.fromEntries([...times].map(([name, all]) => [name, spreadOf(all)]));
}

function ours(index: LibraryIndex): (question: Question) => Promise<unknown> {
  return async ({ tokens, vector }) =>
    (await index.library()).propose({ tokens, vector, filter: {}, limit: LIMIT });
}
