/** Give the year of a date such as 2024-03-05. */
export function yearOfDate(date: string): number {
  return Number(date.slice(0, 4));
}
