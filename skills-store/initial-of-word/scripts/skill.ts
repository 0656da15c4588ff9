import { capitalizeFirstLetter } from "#skills/capitalize-first-letter";
import { firstCharacter } from "#skills/first-character";

/**
 * Give the initial of a word: its first character in upper case. The empty word gives the empty
 * text.
 */
export function initialOfWord(word: string): string {
  return capitalizeFirstLetter(firstCharacter(word));
}
