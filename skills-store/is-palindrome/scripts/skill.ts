import { properCaseWord } from "#skills/proper-case-word";
import { reverseText } from "#skills/reverse-text";

/**
 * Say whether a text reads the same backwards, not minding upper and lower case. The empty text
 * does.
 */
export function isPalindrome(text: string): boolean {
  return properCaseWord(text) === properCaseWord(reverseText(text));
}
