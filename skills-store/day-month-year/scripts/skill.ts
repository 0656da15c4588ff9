/**
 * Turn a date such as 2024-03-05 into 05/03/2024: the parts between the hyphens in reverse order,
 * with slashes. The empty text stays empty.
 */
export function dayMonthYear(date: string): string {
  return date.split("-").toReversed().join("/");
}
