/** Count the words of a text, which are separated by spaces. */
export function numberOfWords(line: string): number {
  let count = 0;
  for (const part of line.trim().split(" ")) {
    if (part.length > 0) count += 1;
  }
  return count;
}
