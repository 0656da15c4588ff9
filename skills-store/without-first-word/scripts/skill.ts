import { splitIntoWords } from "#skills/split-into-words";

/**
 * Remove the first word of a text and give the other words with one space between them. Nothing
 * left gives the empty text.
 */
export function withoutFirstWord(text: string): string {
  return splitIntoWords(text).filter((_, i) => i !== 0).join(" ");
}
