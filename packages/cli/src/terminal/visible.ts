// oxlint-disable-next-line no-control-regex -- these are what is to be found
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text with every control character that a terminal would obey shown as an escape such as `\x1b`: what a program logs is
 * seen whole, and does nothing. Tabs and line ends stay.
 */
export function visible(text: string): string {
  return text.replace(control, (character) => {
    const hex = character.charCodeAt(0).toString(16);
    return hex.length > 2 ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
  });
}
