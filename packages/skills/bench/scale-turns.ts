import { join } from "node:path";
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
const LIMIT = 100;
/** LanceDB's scan of so many rows takes seconds: it is asked for a few questions only. */
const SLOW_FROM = 200_000;
const SLOW_QUESTIONS = 8;

/**
 * All that searches, in one process, question by question, so that whatever else the machine does meets all of them alike.
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
  const all = questionsFor(size, questions + WARM_UP);
  const asked = all.slice(WARM_UP);
  const times = { fresh: emptyTimes(searching), again: emptyTimes(searching) };
  for (let round = 0; round <= ROUNDS; round++)
    for (const [i, question] of (round === 0 ? all.slice(0, WARM_UP) : asked).entries())
      for (const [place] of searching.entries()) {
        // Each is first as often as the others.
        const [name, ask] = searching[(place + i) % searching.length] as (typeof searching)[0];
        const isSlow = name === "LanceDB, flat" && size > SLOW_FROM;
        if (isSlow && i >= SLOW_QUESTIONS) continue;
        const start = performance.now();
        await ask(question);
        if (round > 0) times[round === 1 ? "fresh" : "again"].get(name)?.push(performance.now() - start);
      }
  return { fresh: spreadsOf(times.fresh), again: spreadsOf(times.again) };
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
