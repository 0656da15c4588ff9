import { splitIntoWords } from "#skills/split-into-words";

/**
 * Count the words of a text, which are separated by one or more spaces. A blank text has 0 words.
 */
export function countWords(text: string): number {
  return splitIntoWords(text).length;
}
