import { firstCharacter } from "#skills/first-character";
import { singleSpaces } from "#skills/single-spaces";
import { textAfter } from "#skills/text-after";

/**
 * A heading is a line that begins with # marks, then a space and its text, as '## Getting started'.
 * Give the text with single spaces; a line that does not begin with # gives the empty text.
 */
export function textOfHeading(line: string): string {
  if (firstCharacter(line) === "#") return singleSpaces(textAfter(line, " "));
  return "";
}
