/** Give the first three words of a text, and three dots when there are more. */
export function threeWordPreview(text: string): string {
  const words = text.split(" ").filter((word) => word !== "");
  const kept = words.slice(0, 3).join(" ");
  return words.length > 3 ? `${kept}...` : kept;
}
