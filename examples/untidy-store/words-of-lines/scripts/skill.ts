import { numberOfWords } from "#skills/number-of-words";

/** Count the words of each line. */
export function wordsOfLines(lines: string[]): number[] {
  return lines.map(numberOfWords);
}
