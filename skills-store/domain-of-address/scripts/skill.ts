import { properCaseWord } from "#skills/proper-case-word";
import { textAfter } from "#skills/text-after";

/**
 * Give the domain of an e-mail address, what follows its first @, in lower case. An address without
 * @ gives the empty text.
 */
export function domainOfAddress(address: string): string {
  return textAfter(properCaseWord(address), "@");
}
