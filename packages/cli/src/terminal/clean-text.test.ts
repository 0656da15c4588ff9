import { styleText } from "node:util";
import { expect, test } from "vitest";
import { cleanText } from "./clean-text.ts";

test.each([
  ["a title", "a\u001b]0;title\u0007b", "ab"],
  ["an overwritten line", "bad\rgood", "badgood"],
  ["a moved cursor", "a\u001b[2J\u001b[Hb", "ab"],
  ["hidden text", "a\u001b[8mb", "ab"],
  ["a bell and a backspace", "a\u0007\bb", "ab"],
  ["the 8-bit forms", "a\u009b2Jb\u0085", "ab"],
  ["a lone escape", "a\u001bb\u001b", "ab"],
  ["one sequence in another", "a\u001b\u001b[8m[8mb", "a[8mb"],
  ["text shown in another order", "a\u202eb\u2066", "ab"],
])("takes out %s", (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test.each(["bold", "dim", "green", "red", "cyan", "yellow"] as const)("leaves our own %s", (format) => {
  const text = styleText(format, "a\tb\n", { validateStream: false });
  expect(cleanText(text)).toBe(text);
});

test("leaves letters of every script, and emoji of several code points", () => {
  expect(cleanText("日本 é 👩‍👩‍👧 עברית")).toBe("日本 é 👩‍👩‍👧 עברית");
});
