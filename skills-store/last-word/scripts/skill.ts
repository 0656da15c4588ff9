import { lastOfList } from "#skills/last-of-list";
import { splitIntoWords } from "#skills/split-into-words";

/**
 * Give the last word of a text; words are separated by spaces. A blank text gives the empty text.
 */
export function lastWord(text: string): string {
  return lastOfList(splitIntoWords(text));
}
