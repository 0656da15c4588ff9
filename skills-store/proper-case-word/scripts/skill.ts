import { capitalizeFirstLetter } from "#skills/capitalize-first-letter";

/**
 * Write a word with its first letter in upper case and all the others in lower case. The empty word
 * stays empty.
 */
export function properCaseWord(word: string): string {
  return capitalizeFirstLetter(word.toLowerCase());
}
