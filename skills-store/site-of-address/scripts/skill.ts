import { textBetween } from "#skills/text-between";

/**
 * Give the name of the site of an e-mail address: the first part of its domain, up to the first
 * dot, in lower case. An address without @ gives the empty text.
 */
export function siteOfAddress(address: string): string {
  return textBetween(address, "@", ".").toLowerCase();
}
