import { expect, it } from "vitest";
import { identifierTokens, tellingWords, wordsOf } from "./identifier-tokens.ts";

it.each([
  ["capitalizeFirstWord", "capitalize first word"],
  ["snake_case-and-kebab", "snake case and kebab"],
  ["parseXMLFile2", "parse xml file 2"],
  ["Zürich ist schön, 東京", "zürich ist schön 東京"],
  ["+ - *", ""],
])("reads the words of %s", (text, words) => {
  expect(wordsOf(text).join(" ")).toBe(words);
});

it.each([
  "sort sorts sorted sorting",
  "split splits splitting",
  "remove removes removed removing",
  "capital capitalize capitalised capitalizing",
  "query queries",
  "word words",
  "map mapped mapping",
  "box boxes",
])("takes for one word: %s", (words) => {
  expect([...new Set(identifierTokens(words))]).toHaveLength(1);
});

it("keeps different words apart", () => {
  const words = "class pass address string thing red need list sum size is this";
  expect(new Set(identifierTokens(words)).size).toBe(words.split(" ").length);
});

it("leaves common words out, unless there are no others", () => {
  expect(tellingWords("the sum of all numbers")).toEqual(["sum", "numbers"]);
  expect(tellingWords("which of them")).toEqual(["which", "of", "them"]);
});
