import { stripVTControlCharacters } from "node:util";

/** The codes of the few looks that the output uses: see `Style`. */
// oxlint-disable-next-line no-control-regex -- these are the control characters that may pass
const ownStyle = /(\u001b\[(?:1|2|22|31|32|33|36|39)m)/;

/** Control characters other than tab and line end, and the marks that show text in another order than it has. */
// oxlint-disable-next-line no-control-regex -- these are what is to be found
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text without what a terminal would obey: a program, a skill or a suite may hold sequences that rename the window, move
 * the cursor or overwrite what stands there. Our own colors stay.
 */
export function cleanText(text: string): string {
  return text
    .split(ownStyle)
    .map((part, i) => (i % 2 === 1 ? part : stripVTControlCharacters(part).replace(control, "")))
    .join("");
}
