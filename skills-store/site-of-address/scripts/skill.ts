import { domainOfAddress } from "#skills/domain-of-address";
import { textBefore } from "#skills/text-before";

/**
 * Give the name of the site of an e-mail address: the first part of its domain, up to the first
 * dot, in lower case. An address without @ gives the empty text.
 */
export function siteOfAddress(address: string): string {
  return textBefore(domainOfAddress(address), ".");
}
