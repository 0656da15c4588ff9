import { textBefore } from "#skills/text-before";

/**
 * Give the key of a setting line such as 'color = red': what stands before the first equals sign,
 * without spaces around it. Without the sign the whole line is the key.
 */
export function keyOfSetting(line: string): string {
  return textBefore(line, "=").trim();
}
