/**
 * Split a text into its words, which are separated by one or more spaces. A text without words
 * gives an empty list.
 */
export function splitIntoWords(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}
