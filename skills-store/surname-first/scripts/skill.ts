import { firstWord } from "#skills/first-word";
import { lastWord } from "#skills/last-word";
import { splitIntoWords } from "#skills/split-into-words";
import { titleCase } from "#skills/title-case";
import { withoutFirstWord } from "#skills/without-first-word";

/**
 * Write a name as in a directory: its last word, a comma, and its first word, in title case; names
 * in the middle are left out. A name of one word is only put in title case; a blank one becomes
 * empty.
 */
export function surnameFirst(name: string): string {
  const items = splitIntoWords(titleCase(lastWord(withoutFirstWord(name))));
  return [...items, titleCase(firstWord(name))].join(", ");
}
