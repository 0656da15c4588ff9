import { textBefore } from "#skills/text-before";
import { titleCase } from "#skills/title-case";

/**
 * Give the name of a contact such as 'jane doe <jane@x.org>' in title case: all that stands before
 * the first angle bracket. Without a bracket the whole text is the name.
 */
export function nameOfContact(contact: string): string {
  return titleCase(textBefore(contact, "<"));
}
