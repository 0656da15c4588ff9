import { textAfter } from "#skills/text-after";

/**
 * Give the value of a setting line such as 'color = red': what follows the first equals sign,
 * without spaces around it. Without the sign the value is empty.
 */
export function valueOfSetting(line: string): string {
  return textAfter(line, "=").trim();
}
