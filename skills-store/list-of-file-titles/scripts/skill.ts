import { titleOfFile } from "#skills/title-of-file";

/**
 * Make a title of each path, as 'docs/travel-plan.txt' becomes 'Travel Plan', and join them with a
 * comma and a space. The empty list gives the empty text.
 */
export function listOfFileTitles(paths: string[]): string {
  return paths.map(titleOfFile).join(", ");
}
