/** Give the first ten words of a text, and three dots when there are more. */
export function tenWordPreview(text: string): string {
  const words = text.split(" ").filter((word) => word !== "");
  const kept = words.slice(0, 10).join(" ");
  return words.length > 10 ? `${kept}...` : kept;
}
