/** Say whether a text is blank: it has no characters, or only spaces. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}
