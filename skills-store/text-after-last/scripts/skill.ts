import { lastOfList } from "#skills/last-of-list";

/**
 * Give the part of a text after the last place where a mark occurs, or the whole text when the mark
 * does not occur.
 */
export function textAfterLast(text: string, mark: string): string {
  return lastOfList(text.split(mark));
}
