import { joinWithCommas } from "#skills/join-with-commas";
import { surroundWithQuotes } from "#skills/surround-with-quotes";

/**
 * Put each text of a list between double quotation marks and join them with a comma and a space.
 * The empty list gives the empty text.
 */
export function quotedList(items: string[]): string {
  return joinWithCommas(items.map(surroundWithQuotes));
}
