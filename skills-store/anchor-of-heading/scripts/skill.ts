import { kebabCase } from "#skills/kebab-case";
import { splitIntoWords } from "#skills/split-into-words";
import { textOfHeading } from "#skills/text-of-heading";

/**
 * Give the link target of a heading line: '## Getting started' becomes '#getting-started', a # and
 * the text of the heading in kebab case. A line that is no heading, or has no text, gives the empty
 * text.
 */
export function anchorOfHeading(line: string): string {
  return ["", ...splitIntoWords(kebabCase(textOfHeading(line)))].join("#");
}
