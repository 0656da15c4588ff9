import { readFileSync } from "node:fs";
import { identifierTokens, tellingWords, stem } from "../src/search/identifier-tokens.ts";

export interface SuiteDocument {
  id: string;
  name: string;
  params: string[];
  code: string;
  desc: string;
  lib: string;
}

/** Labelled queries over documents, of which a retriever sees `docfields` alone. */
export interface RetrievalSuite {
  docfields: (keyof SuiteDocument)[];
  docs: SuiteDocument[];
  queries: { id: string; text: string; rel: string[]; exclude_lib?: string }[];
}

/** Mean reciprocal rank within ten, and how often the right one is first or among five. */
export interface Measures {
  mrr: number;
  first: number;
  five: number;
}

export function readSuite(path: string): RetrievalSuite {
  return JSON.parse(readFileSync(path, "utf8")) as RetrievalSuite;
}

/** The text of one field of a document; empty where the suite hides it. */
export function fieldText(
  suite: RetrievalSuite,
  document: SuiteDocument,
  field: keyof SuiteDocument,
): string {
  if (!suite.docfields.includes(field)) return "";
  const value = document[field];
  return Array.isArray(value) ? value.join(" ") : value;
}

/** Ranks the documents of each query by `score(query, document)`, both by index. */
export function measure(suite: RetrievalSuite, score: (query: number) => ArrayLike<number>): Measures {
  const total = { mrr: 0, first: 0, five: 0 };
  for (const [q, query] of suite.queries.entries()) {
    const scores = score(q);
    const relevant = new Set(query.rel);
    const open = suite.docs.map((_, i) => i).filter((i) => suite.docs[i]?.lib !== query.exclude_lib);
    const best = Math.max(
      ...open.filter((i) => relevant.has(suite.docs[i]?.id as string)).map((i) => scores[i] as number),
    );
    // What scores the same as the right one stands before it: chance earns nothing.
    const rank = open.filter(
      (i) => (scores[i] as number) >= best && !relevant.has(suite.docs[i]?.id as string),
    ).length;
    if (rank < 10) total.mrr += 1 / (rank + 1);
    if (rank < 1) total.first++;
    if (rank < 5) total.five++;
  }
  const count = suite.queries.length;
  return { mrr: total.mrr / count, first: total.first / count, five: total.five / count };
}

const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
const NAME_WEIGHT = 3;

/** BM25 as the store's text view computes it: over stems, the name counting three times. */
export function keywordScores(suite: RetrievalSuite): (query: number) => Float64Array {
  const documents = suite.docs.map((document) => {
    const rest = (["params", "desc", "code"] as const).map((field) => fieldText(suite, document, field));
    const name = identifierTokens(fieldText(suite, document, "name"));
    return [...Array.from({ length: NAME_WEIGHT }, () => name).flat(), ...identifierTokens(rest.join("\n"))];
  });
  const counts = documents.map((tokens) => {
    const map = new Map<string, number>();
    for (const token of tokens) map.set(token, (map.get(token) ?? 0) + 1);
    return map;
  });
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const having = new Map<string, number>();
  for (const map of counts) for (const token of map.keys()) having.set(token, (having.get(token) ?? 0) + 1);
  return (query) => {
    const words = new Set(tellingWords(suite.queries[query]?.text ?? "").map(stem));
    const scores = new Float64Array(documents.length);
    for (const word of words) {
      const holders = having.get(word) ?? 0;
      const rarity = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
      for (const [i, map] of counts.entries()) {
        const count = map.get(word) ?? 0;
        const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * (documents[i]?.length ?? 0)) / mean;
        scores[i] = (scores[i] as number) + (rarity * count * (SATURATION + 1)) / (count + SATURATION * norm);
      }
    }
    return scores;
  };
}
