/** Give the first text of a list, or the empty text when the list is empty. */
export function firstOfList(items: string[]): string {
  return items[0] ?? "";
}
