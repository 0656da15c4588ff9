/** Put a text between double quotation marks. The empty text becomes just the two marks. */
export function surroundWithQuotes(text: string): string {
  return `"${text}"`;
}
