/** Write a text backwards, the last character first. The empty text stays empty. */
export function reverseText(text: string): string {
  return [...text].toReversed().join("");
}
