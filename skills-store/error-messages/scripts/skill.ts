import { messageOfLogLine } from "#skills/message-of-log-line";
import { severityOfLogLine } from "#skills/severity-of-log-line";

/**
 * From the lines of a log (date, severity, message), give the messages of those whose severity is
 * ERROR, in order; a missing message is empty. No such line gives an empty list.
 */
export function errorMessages(lines: string[]): string[] {
  const items = lines.filter((line) => severityOfLogLine(line) === "ERROR");
  return items.map(messageOfLogLine);
}
