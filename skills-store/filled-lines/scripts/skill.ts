import { firstWord } from "#skills/first-word";
import { splitIntoLines } from "#skills/split-into-lines";

/**
 * Give the lines of a text that are not blank, unchanged and in order. A text without such lines
 * gives an empty list.
 */
export function filledLines(text: string): string[] {
  return splitIntoLines(text).filter((word) => firstWord(word) !== "");
}
