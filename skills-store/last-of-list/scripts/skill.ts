import { firstOfList } from "#skills/first-of-list";

/** Give the last text of a list, or the empty text when the list is empty. */
export function lastOfList(items: string[]): string {
  return firstOfList(items.toReversed());
}
