import { fileNameWithoutExtension } from "#skills/file-name-without-extension";
import { marksToSpaces } from "#skills/marks-to-spaces";
import { titleCase } from "#skills/title-case";

/**
 * Make a title of a path: its file name without the extension, with spaces for hyphens and
 * underscores, in title case. A path without a file name gives the empty text.
 */
export function titleOfFile(path: string): string {
  return titleCase(fileNameWithoutExtension(marksToSpaces(path)));
}
