/** Give the first character of a text. The empty text has none and gives the empty text. */
export function firstCharacter(text: string): string {
  return text.slice(0, 1);
}
