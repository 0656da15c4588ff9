import { LETTER_GROUPS } from "../src/embedders/built-in/model-words.ts";

/** The first entries of every vocabulary; both have zero vectors. */
export const PADDING = "[PAD]";
export const UNKNOWN = "[UNK]";

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
const LONGEST_START = 6;
const LONGEST_INNER = 4;

export interface VocabularyLimits {
  /** A word that fewer texts have is made of pieces. */
  leastCount: number;
  words: number;
  /** Pieces of rare words: beginnings, and `##` parts inside. */
  pieces: number;
  /** Frequent words that may also continue another one: `drop` + `##while`. */
  compounds: number;
}

/** The entries of a table from how many texts have each word: whole words, then pieces that every other word is made of. */
export function buildVocabulary(counts: ReadonlyMap<string, number>, limits: VocabularyLimits): string[] {
  const ordered = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const words = ordered
    .filter(([word, count]) => count >= limits.leastCount && word.length > 1 && !word.startsWith("§"))
    .slice(0, limits.words);
  const known = new Set(words.map(([word]) => word));
  const compounds = words.filter(([word]) => /^[a-z]{3,}$/.test(word)).slice(0, limits.compounds);
  const groups = Array.from({ length: LETTER_GROUPS }, (_, i) => `§${i}`);
  const entries = new Set([
    PADDING,
    UNKNOWN,
    ...LETTERS,
    ...LETTERS.map((letter) => `##${letter}`),
    ...groups,
  ]);
  for (const word of known) entries.add(word);
  for (const [word] of compounds) entries.add(`##${word}`);
  const rare = ordered.filter(([word]) => !known.has(word) && !word.startsWith("§"));
  for (const piece of bestPieces(rare, limits.pieces)) entries.add(piece);
  return [...entries];
}

/** The pieces of a word, longest first from the left, as WordPiece tokenizers read it; none when a letter is unknown. */
export function wordPieces(word: string, ids: ReadonlyMap<string, number>): number[] {
  const pieces: number[] = [];
  for (let start = 0; start < word.length;) {
    let end = word.length;
    let id: number | undefined;
    for (; end > start; end--) {
      id = ids.get((start > 0 ? "##" : "") + word.slice(start, end));
      if (id !== undefined) break;
    }
    if (id === undefined) return [];
    pieces.push(id);
    start = end;
  }
  return pieces;
}

/** Long pieces of many rare words: each letter that a piece saves counts. */
function bestPieces(rare: [word: string, count: number][], most: number): string[] {
  const gains = new Map<string, number>();
  const add = (piece: string, gain: number) => gains.set(piece, (gains.get(piece) ?? 0) + gain);
  for (const [word, count] of rare) {
    const weight = Math.min(count, 3);
    for (let length = 2; length <= LONGEST_START; length++) {
      if (length <= word.length) add(word.slice(0, length), weight * (length - 1));
    }
    for (let start = 1; start < word.length; start++) {
      for (let length = 2; length <= LONGEST_INNER && start + length <= word.length; length++) {
        add(`##${word.slice(start, start + length)}`, weight * (length - 1));
      }
    }
  }
  return [...gains]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([piece]) => piece);
}
