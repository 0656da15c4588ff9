import { firstWord } from "#skills/first-word";
import { initialOfWord } from "#skills/initial-of-word";
import { lastWord } from "#skills/last-word";
import { properCaseWord } from "#skills/proper-case-word";
import { withoutFirstWord } from "#skills/without-first-word";

/**
 * Write a name as in a directory: its last word, a comma, and its first word, in title case; names
 * in the middle are left out. A name of one word is only put in title case; a blank one becomes
 * empty.
 */
export function surnameFirst(name: string): string {
  const value = initialOfWord(withoutFirstWord(name)).length + 1;
  const indices = Array.from({ length: value }, (_, i) => i);
  return indices.map((x) => (x === 0 ? properCaseWord(lastWord(name)) : properCaseWord(firstWord(name)))).join(", ");
}
