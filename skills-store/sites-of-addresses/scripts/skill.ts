import { siteOfAddress } from "#skills/site-of-address";

/**
 * Give the names of the sites of some e-mail addresses, each once, in the order of their first
 * appearance; addresses without a site are passed over. The empty list gives an empty list.
 */
export function sitesOfAddresses(addresses: string[]): string[] {
  const distinct = [...new Set(addresses.map(siteOfAddress))];
  return distinct.filter((word) => word !== "");
}
