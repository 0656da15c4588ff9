/** Give a text without its first character. The empty text stays empty. */
export function withoutFirstCharacter(text: string): string {
  return text.slice(1);
}
