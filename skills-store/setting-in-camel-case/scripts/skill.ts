import { camelCase } from "#skills/camel-case";
import { keyOfSetting } from "#skills/key-of-setting";
import { surroundWithQuotes } from "#skills/surround-with-quotes";
import { valueOfSetting } from "#skills/value-of-setting";

/**
 * Write a setting line such as 'Time Out = 30' in the form 'timeOut: "30"': the key in camel case,
 * a colon, and the value in quotation marks. A line without a key gives the empty text.
 */
export function settingInCamelCase(line: string): string {
  const text = keyOfSetting(camelCase(line));
  if (text !== "") return `${text}: ${surroundWithQuotes(valueOfSetting(line))}`;
  return "";
}
