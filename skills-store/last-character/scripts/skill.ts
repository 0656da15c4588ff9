/** Give the last character of a text. The empty text has none and gives the empty text. */
export function lastCharacter(text: string): string {
  return text.slice(-1);
}
