/**
 * Give all of a text that stands before the last place where a mark occurs, or the whole text when
 * the mark does not occur.
 */
export function textBeforeLast(text: string, mark: string): string {
  if (text.includes(mark)) return text.slice(0, text.lastIndexOf(mark));
  return text;
}
