import { initialOfWord } from "#skills/initial-of-word";
import { splitIntoWords } from "#skills/split-into-words";

/**
 * Give the initials of a name: the first letter of every word, in upper case, with nothing between
 * them. A blank name gives the empty text.
 */
export function initialsOfName(name: string): string {
  return splitIntoWords(name).map(initialOfWord).join("");
}
