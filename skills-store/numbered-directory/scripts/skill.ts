import { directoryOfNames } from "#skills/directory-of-names";

/**
 * Make a numbered directory of names: written as 'Doe, Jane', sorted by the codes of their
 * characters, and each with its number in front, as '1. Doe, Jane'. Blank names are left out; the
 * empty list gives an empty list.
 */
export function numberedDirectory(names: string[]): string[] {
  return directoryOfNames(names).map((word, i) => `${String(i + 1)}. ${word}`);
}
