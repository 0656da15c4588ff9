import { textBetween } from "#skills/text-between";

/**
 * Give the e-mail address of a contact such as 'Jane Doe <Jane@x.org>', what stands between the
 * angle brackets, in lower case and without spaces around it. Without an opening bracket it is
 * empty.
 */
export function addressOfContact(contact: string): string {
  return textBetween(contact, "<", ">").trim().toLowerCase();
}
