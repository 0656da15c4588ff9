import { textAfterLast } from "#skills/text-after-last";

/**
 * Give the file name of a path: what follows its last slash, or the whole path when it has none.
 */
export function fileName(path: string): string {
  return textAfterLast(path, "/");
}
