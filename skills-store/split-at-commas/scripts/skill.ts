/**
 * Split a line into the parts between its commas; spaces and empty parts are kept. A line without a
 * comma is one part.
 */
export function splitAtCommas(line: string): string[] {
  return line.split(",");
}
