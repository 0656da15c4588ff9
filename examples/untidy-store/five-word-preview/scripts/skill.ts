/** Give the first five words of a text, and three dots when there are more. */
export function fiveWordPreview(text: string): string {
  const words = text.split(" ").filter((word) => word !== "");
  const kept = words.slice(0, 5).join(" ");
  return words.length > 5 ? `${kept}...` : kept;
}
