/**
 * Split a text into its lines at the line breaks; empty lines are kept. A text without a line break
 * is one line.
 */
export function splitIntoLines(text: string): string[] {
  return text.split("\n");
}
