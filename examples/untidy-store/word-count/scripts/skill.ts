/** Say how many words a text has; spaces separate them. */
export function wordCount(text: string): number {
  return text.split(" ").filter((word) => word !== "").length;
}
