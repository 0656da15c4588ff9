import { fileName } from "#skills/file-name";
import { properCaseWord } from "#skills/proper-case-word";
import { textAfter } from "#skills/text-after";
import { textAfterLast } from "#skills/text-after-last";

/**
 * Give the extension of the file that a path names, in lower case: what follows the last dot of its
 * file name. A file name without a dot gives the empty text.
 */
export function fileExtension(path: string): string {
  const text = textAfter(fileName(path), ".");
  if (text !== "") return textAfterLast(properCaseWord(path), ".");
  return text;
}
