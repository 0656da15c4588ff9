/**
 * Replace every hyphen and every underscore of a text by a space. All else stays, the empty text
 * too.
 */
export function marksToSpaces(text: string): string {
  return text.replaceAll("-", " ").replaceAll("_", " ");
}
