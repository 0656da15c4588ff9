import { marksToSpaces } from "#skills/marks-to-spaces";
import { splitIntoWords } from "#skills/split-into-words";

/**
 * Write a label in lower case with one hyphen between its words; spaces, hyphens and underscores
 * separate words. A blank label becomes empty.
 */
export function kebabCase(text: string): string {
  return splitIntoWords(marksToSpaces(text.toLowerCase())).join("-");
}
