import { properCaseWord } from "#skills/proper-case-word";
import { splitIntoWords } from "#skills/split-into-words";

/**
 * Write each word of a text with a capital first and small letters after it, with one space between
 * words. A blank text becomes empty.
 */
export function titleCase(text: string): string {
  return splitIntoWords(text).map(properCaseWord).join(" ");
}
