import { fileName } from "#skills/file-name";
import { textBeforeLast } from "#skills/text-before-last";

/**
 * Give the file name of a path without its extension: what follows the last slash, up to its last
 * dot. A name without a dot stays whole.
 */
export function fileNameWithoutExtension(path: string): string {
  return textBeforeLast(fileName(path), ".");
}
