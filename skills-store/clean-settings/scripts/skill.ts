import { filledLines } from "#skills/filled-lines";
import { normalSetting } from "#skills/normal-setting";

/**
 * Give the settings of a text, one a line, in their normal form as 'Time Out = 30' becomes
 * 'time-out=30'; lines without an equals sign are left out. No settings give an empty list.
 */
export function cleanSettings(text: string): string[] {
  const items = filledLines(text);
  return items.filter((word) => normalSetting(word) !== "").map(normalSetting);
}
