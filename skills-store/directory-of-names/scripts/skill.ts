import { surnameFirst } from "#skills/surname-first";

/**
 * Write names as in a directory, as 'jane doe' becomes 'Doe, Jane', sorted by the codes of their
 * characters; blank names are left out. The empty list gives an empty list.
 */
export function directoryOfNames(names: string[]): string[] {
  return names.map(surnameFirst).toSorted().filter((word) => word !== "");
}
