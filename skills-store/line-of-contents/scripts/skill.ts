import { anchorOfHeading } from "#skills/anchor-of-heading";
import { textOfHeading } from "#skills/text-of-heading";

/**
 * Turn a heading line into a link: '## Getting started' becomes '[Getting
 * started](#getting-started)'. A line that is no heading, or has no text, gives the empty text.
 */
export function lineOfContents(line: string): string {
  const text = anchorOfHeading(line);
  if (text === "") return "";
  return `[${textOfHeading(line)}](${text})`;
}
