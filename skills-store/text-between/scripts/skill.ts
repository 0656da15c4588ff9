import { textAfter } from "#skills/text-after";
import { textBefore } from "#skills/text-before";

/**
 * Give what stands between the first opening mark of a text and the next closing mark. Without an
 * opening mark it is empty; without a closing mark it is all the rest.
 */
export function textBetween(text: string, open: string, close: string): string {
  return textBefore(textAfter(text, open), close);
}
