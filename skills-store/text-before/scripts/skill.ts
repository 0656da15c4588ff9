import { firstOfList } from "#skills/first-of-list";

/**
 * Give the part of a text before the first place where a mark occurs, or the whole text when the
 * mark does not occur.
 */
export function textBefore(text: string, mark: string): string {
  return firstOfList(text.split(mark));
}
