/**
 * Join the texts of a list into one text with a comma and a space between them. The empty list
 * gives the empty text.
 */
export function joinWithCommas(items: string[]): string {
  return items.join(", ");
}
