import { withoutFirstWord } from "#skills/without-first-word";

/**
 * A log line has a date, a severity and a message, separated by spaces. Give the message, all words
 * from the third on with one space between them, or the empty text when there is none.
 */
export function messageOfLogLine(line: string): string {
  return withoutFirstWord(withoutFirstWord(line));
}
