import { expect, test } from "vitest";
import { visible } from "./visible.ts";

test.each([
  ["a title", "a\u001b]0;t\u0007b", String.raw`a\x1b]0;t\x07b`],
  ["an overwritten line", "bad\rgood", String.raw`bad\x0dgood`],
  ["the 8-bit forms", "\u009b2J\u0085", String.raw`\x9b2J\x85`],
  ["text in another order", "a\u202eb", String.raw`a\u202eb`],
  ["tabs and line ends", "a\tb\nc", "a\tb\nc"],
  ["all other text", "Ünï 日本 😀", "Ünï 日本 😀"],
])("shows %s", (_, text, shown) => {
  expect(visible(text)).toBe(shown);
});
