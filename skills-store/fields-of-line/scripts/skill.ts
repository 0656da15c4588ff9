import { splitAtCommas } from "#skills/split-at-commas";

/**
 * Split a line at its commas and remove the spaces around each part. Empty parts are kept, so the
 * empty line gives one.
 */
export function fieldsOfLine(line: string): string[] {
  return splitAtCommas(line).map((word) => word.trim());
}
