/** Count the characters of a text; spaces and punctuation count too. */
export function characterCount(text: string): number {
  return text.length;
}
