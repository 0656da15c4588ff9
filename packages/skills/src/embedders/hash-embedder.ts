import type { Embedder } from "@portolan/core";
import { isCommonWord } from "../search/common-words.ts";
import { stem, wordsOf } from "../search/identifier-tokens.ts";

const DIMENSION = 384;
const PAIR_WEIGHT = 0.5;
const LETTERS_WEIGHT = 0.6;
const COMMON_WEIGHT = 0.15;

/** Words of every TypeScript function. */
const CODE_WORDS = new Set(
  "async await const export function let new number return string boolean value".split(" "),
);

/**
 * The embedder that needs no model: stems, pairs of neighbours and letter triples, hashed into 384 numbers.
 * It is lexical. It forgives other word forms and spellings, but knows no synonyms: `remove` is no nearer to `delete` than to `sort`.
 */
export function hashEmbedder(): Embedder {
  return {
    id: "hash-ngrams-v1:384",
    dimension: DIMENSION,
    embed: async (texts) => texts.map(embedText),
  };
}

function embedText(text: string): Float32Array {
  const features = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    features.set(feature, (features.get(feature) ?? 0) + weight);
  let previous: string | undefined;
  for (const word of wordsOf(text)) {
    const token = stem(word);
    const weight = isCommonWord(word) || CODE_WORDS.has(word) ? COMMON_WEIGHT : 1;
    add(token, weight);
    if (previous !== undefined && weight === 1) add(`${previous} ${token}`, PAIR_WEIGHT);
    if (weight === 1) previous = token;
    const triples = lettersOf(word);
    for (const triple of triples) add(`#${triple}`, (weight * LETTERS_WEIGHT) / triples.length);
  }
  return unitVector(features);
}

/** `#so`, `sor`, `ort`, `rt#`: parts that misspellings and other forms of a word share. */
function lettersOf(word: string): string[] {
  const marked = `<${word}>`;
  return Array.from({ length: Math.max(1, marked.length - 2) }, (_, i) => marked.slice(i, i + 3));
}

function unitVector(features: Map<string, number>): Float32Array {
  const sums = new Float64Array(DIMENSION);
  for (const [feature, count] of features) {
    // Square root: the tenth occurrence of a word says less than the first.
    const value = Math.sqrt(count);
    const hash = hashOf(feature);
    sums[hash % DIMENSION] = (sums[hash % DIMENSION] as number) + (hash & 0x8000_0000 ? -value : value);
  }
  const norm = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(sums, (value) => (norm === 0 ? 0 : value / norm));
}

/** FNV-1a over UTF-16 units with a final mix, as an unsigned 32-bit number. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
