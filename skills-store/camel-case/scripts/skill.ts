import { firstWord } from "#skills/first-word";
import { kebabCase } from "#skills/kebab-case";
import { marksToSpaces } from "#skills/marks-to-spaces";
import { splitIntoWords } from "#skills/split-into-words";
import { titleCase } from "#skills/title-case";
import { withoutFirstWord } from "#skills/without-first-word";

/**
 * Write a label in camel case, as 'max retry-count' becomes 'maxRetryCount'; spaces, hyphens and
 * underscores separate words, and other capitals become small. A blank label becomes empty.
 */
export function camelCase(text: string): string {
  const text2 = marksToSpaces(text);
  const text3 = splitIntoWords(titleCase(withoutFirstWord(text2))).join("");
  return `${kebabCase(firstWord(text2))}${text3}`;
}
