import { kebabCase } from "#skills/kebab-case";
import { keyOfSetting } from "#skills/key-of-setting";
import { valueOfSetting } from "#skills/value-of-setting";

/**
 * Write a setting line such as 'Time Out = 30' in its normal form 'time-out=30': the key in kebab
 * case, the equals sign, the value, with no spaces around them. A line without an equals sign gives
 * the empty text.
 */
export function normalSetting(line: string): string {
  if (line.includes("=")) return `${kebabCase(keyOfSetting(line))}=${valueOfSetting(line)}`;
  return "";
}
