import { identifierTokens } from "../../search/identifier-tokens.ts";

/** A longer document says nothing new, and vectors of all words lie in memory at once. */
const MOST_WORDS = 512;
const MOST_LETTERS = 40;

/** Letters of other alphabets share this many words: the table knows none of their words, but can tell them apart. */
export const LETTER_GROUPS = 64;

/**
 * The words that the built-in table is asked for: stems, each once, without accents.
 * What it was trained on was read by this function too; another one would need another table.
 */
export function modelWords(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const words = new Set<string>();
  for (const token of identifierTokens(plain)) {
    if (/^[a-z0-9]+$/.test(token)) words.add(token.slice(0, MOST_LETTERS));
    else for (const letter of token) words.add(letterWord(letter));
    if (words.size >= MOST_WORDS) break;
  }
  return [...words].slice(0, MOST_WORDS);
}

function letterWord(letter: string): string {
  return /[a-z0-9]/.test(letter) ? letter : `§${(letter.codePointAt(0) as number) % LETTER_GROUPS}`;
}
