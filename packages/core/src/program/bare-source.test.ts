import { describe, expect, it } from "vitest";
import { bareSource } from "./bare-source.ts";

describe("bareSource", () => {
  it.each([
    ["spaces", "const a = f(b);", "const a=f( b );\n"],
    ["comments", "/** Doc. */\nf(a); // said", "f(/* of a */ a);"],
  ])("does not see %s", (_, a, b) => expect(bareSource(a)).toBe(bareSource(b)));

  it.each([
    ["a space in a string", 'a.join(" ")', 'a.join("")'],
    ["a space in a template", "`${a} ${b}`", "`${a}${b}`"],
    ["what looks like a comment in a string", '"/* " + a + " */"', '"/* " + b + " */"'],
    ["a comment that silences the checker", "// @ts-ignore\nreturn a;", "return a;"],
    ["what follows a pattern with a star", "a.replace(/[^/*]/g, b);", "a.replace(/[^/*]/g, c);"],
    ["what follows a pattern with slashes", "/^a:\\/\\//.test(b)", "/^a:\\/\\//.test(c)"],
  ])("sees %s", (_, a, b) => expect(bareSource(a)).not.toBe(bareSource(b)));

  it("takes one pass, whatever the text", () => {
    for (const text of [" /* ", '"\\"', "`\\`", " //", "'", '"\\a', "\n"])
      expect(bareSource(text.repeat(100_000 / text.length))).toBeDefined();
  });
});
