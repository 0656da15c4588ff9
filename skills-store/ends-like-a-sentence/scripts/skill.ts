import { lastCharacter } from "#skills/last-character";

/**
 * Say whether the last character of a text is a full stop, an exclamation mark or a question mark.
 * The empty text does not.
 */
export function endsLikeASentence(text: string): boolean {
  return ["!", ".", "?"].includes(lastCharacter(text));
}
