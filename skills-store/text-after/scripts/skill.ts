/**
 * Give all of a text that follows the first place where a mark occurs, or the empty text when the
 * mark does not occur.
 */
export function textAfter(text: string, mark: string): string {
  return text.split(mark).slice(1).join(mark);
}
