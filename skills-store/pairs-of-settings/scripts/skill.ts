import { filledLines } from "#skills/filled-lines";
import { keyOfSetting } from "#skills/key-of-setting";
import { valueOfSetting } from "#skills/value-of-setting";

/**
 * Read a text of setting lines such as 'port = 80' and give a row of key and value for each line
 * that is not blank. A text without such lines gives an empty list.
 */
export function pairsOfSettings(text: string): string[][] {
  const items = filledLines(text);
  return items.map((word) => [keyOfSetting(word), valueOfSetting(word)]);
}
