import { isCommonWord } from "./common-words.ts";

/** The words of a text, lower-case: camelCase, snake_case and kebab-case identifiers are split, digits stand alone. */
export function wordsOf(text: string): string[] {
  const words = text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}]+|\p{Nd}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** The words that a search can hang on; all of them when they are all common ones. */
export function tellingWords(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !isCommonWord(word));
  return telling.length > 0 ? telling : words;
}

/** The stems of the words of a text, in order: what the full-text view indexes and asks for. */
export function identifierTokens(text: string): string[] {
  return wordsOf(text).map(stem);
}

/** A light stem: `sorted`, `sorting`, `sorts` → `sort`; `words` → `word`; `capitalize`, `capitalised` → `capital`. */
export function stem(word: string): string {
  return withoutFinalE(withoutSuffix(withoutPlural(word))).replace(/(?<=.{4})i[sz]$/, "");
}

function withoutPlural(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(sh|ch|x|ss|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function withoutSuffix(word: string): string {
  const match = /^(.*[aeiouy].*)(ing|ed)$/.exec(word);
  const root = match?.[1];
  if (root === undefined || root.length < 3) return word;
  // `splitt` and `mapp` lose the letter that the suffix doubled; `fill` and `pass` keep theirs.
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
}

function withoutFinalE(word: string): string {
  return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
}
