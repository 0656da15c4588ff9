import { splitIntoWords } from "#skills/split-into-words";

/**
 * Tidy the spaces of a text: one space between two words, none at the start or the end. A blank
 * text becomes empty.
 */
export function singleSpaces(text: string): string {
  return splitIntoWords(text).join(" ");
}
