import { splitIntoWords } from "#skills/split-into-words";

/**
 * A log line has a date, a severity and a message, separated by spaces. Give the severity, the
 * second word, or the empty text when there is none.
 */
export function severityOfLogLine(line: string): string {
  return splitIntoWords(line)[1] ?? "";
}
