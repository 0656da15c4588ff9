import { firstCharacter } from "#skills/first-character";
import { withoutFirstCharacter } from "#skills/without-first-character";

/**
 * Make the first letter of a text upper case and leave all the others as they are. The empty text
 * stays empty.
 */
export function capitalizeFirstLetter(text: string): string {
  return `${firstCharacter(text.toUpperCase())}${withoutFirstCharacter(text)}`;
}
