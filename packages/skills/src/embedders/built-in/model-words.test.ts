import { expect, it } from "vitest";
import { modelWords } from "./model-words.ts";

it.each([
  ["sortWords, sorted words", "sort word"],
  ["Café naïve", "cafe naiv"],
  ["東京", "§49 §44"],
  ["+ - *", ""],
])("reads the words of %s", (text, words) => {
  expect(modelWords(text).join(" ")).toBe(words);
});

it("stops where a text says nothing new, or too much", () => {
  const numbers = Array.from({ length: 5_000 }, (_, i) => i).join(" ");
  expect(modelWords(numbers)).toHaveLength(512);
  expect(modelWords("x".repeat(500))).toEqual(["x".repeat(40)]);
});
