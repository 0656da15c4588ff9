import { firstOfList } from "#skills/first-of-list";
import { splitIntoWords } from "#skills/split-into-words";

/**
 * Give the first word of a text; words are separated by spaces. A blank text gives the empty text.
 */
export function firstWord(text: string): string {
  return firstOfList(splitIntoWords(text));
}
