import type { Tool } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { TypeChecker } from "./type-checker.ts";

const tool = (input: z.ZodType): Tool => {
  return { description: "", input, output: z.null(), effect: "write", call: async () => null } as Tool;
};
const checker = new TypeChecker(5_000, {
  files: { writeText: tool(z.object({ path: z.string(), text: z.string() })), readText: tool(z.string()) },
});
afterAll(() => checker.dispose());

const modules = {
  "#skills/first-line": "export function firstLine(text: string): string { return text; }",
  "#skills/word-count": "export const wordCount = (text: string): number => text.length;",
};
const f = (body: string, before = "") =>
  `${before}\nexport async function f(n: number): Promise<number> { const text = "a"; ${body} return n; }`;

describe("a complaint names what there is instead", () => {
  it.each([
    [
      "of a module that is not linked",
      f("", 'import { firstLines } from "#skills/first-lines";'),
      ["#skills/first-line", "#skills/word-count", "#tools/files"],
      "Did you mean #skills/first-line? There is also",
    ],
    [
      "of a name that a skill does not export",
      f("", 'import { firstline } from "#skills/first-line";'),
      ["firstLine"],
      "Did you mean firstLine?",
    ],
    [
      "of a default export",
      f("x(text);", 'import x from "#skills/first-line";'),
      ["firstLine"],
      `Module '"#skills/first-line"' has no default export. There is: firstLine.`,
    ],
    [
      "of a tool that is not there",
      f("", 'import { writeFile } from "#tools/files";'),
      ["writeText", "readText"],
      "Did you mean writeText? There is also: readText.",
    ],
    ["of a property of a text", f("text.lenght;"), ["length"], "Did you mean length?"],
    [
      "of a property of an object",
      f("const o = { alpha: 1, beta: 2 }; o.gamma;"),
      ["alpha", "beta"],
      "There is: alpha, beta.",
    ],
    [
      "of a property that is taken out",
      f("const o = { alpha: 1, beta: 2 }; const { gamma } = o;"),
      ["alpha", "beta"],
      "There is: alpha, beta.",
    ],
    [
      "of a key",
      f('const o = { alpha: 1, beta: 2 }; o["gamma"];'),
      ["alpha", "beta"],
      "There is: alpha, beta.",
    ],
    ["of a variable", f("tex;"), ["text"], "Cannot find name 'tex'. Did you mean text?"],
    ["of a global", f("Mathematics.max(1);"), ["Math"], "Did you mean Math?"],
    ["of what only Node has", f("process.exit();"), ["f", "n", "text"], "There is: f, n, text."],
    [
      "of a skill that is not imported",
      f("firstLine(text);"),
      ["#skills/first-line"],
      'Import it: import { firstLine } from "#skills/first-line".',
    ],
    [
      "of a tool that is not imported",
      f('readText("a");'),
      ["#tools/files"],
      'Import it: import { readText } from "#tools/files".',
    ],
    ["of a type", f('const s: Strin = "";'), ["string"], "Did you mean string?"],
    [
      "of an argument that lacks something",
      f('await writeText({ path: "a" });', 'import { writeText } from "#tools/files";'),
      ["path: string", "text: string"],
      "It is declared as writeText: (input: { path: string; text: string; }) => Promise<null>.",
    ],
    [
      "of an argument that is missing",
      f("await writeText();", 'import { writeText } from "#tools/files";'),
      ["path: string", "text: string"],
      "It is declared as writeText",
    ],
    [
      "of a field of an argument",
      f('await writeText({ pth: "a", text });', 'import { writeText } from "#tools/files";'),
      ["path", "text"],
      "Did you mean path? There is also: text.",
    ],
  ])("%s", async (_, source, available, message) => {
    const { diagnostics } = await checker.check({
      name: "f",
      signature: "(n: number) => number",
      source,
      modules,
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({ available, message: expect.stringContaining(message) }),
    ]);
  });
});

it("a complaint is short and at its place, whatever it is about", async () => {
  const long = "long".repeat(2_000);
  const source = f(`/* 😀 */ ${long}; const o = { a: 1 }; o.${long}; const p: { ${long}: 1 } = text;`);
  const { diagnostics } = await checker.check({
    name: "f",
    signature: "(n: number) => number",
    source,
    modules,
  });
  const line = source.split("\n")[1] as string;
  const places = [`${long};`, `${long};`, "p: {"].map((text, i) => line.indexOf(text, i * 8_010) + 1);
  expect(diagnostics.map(({ column }) => column)).toEqual(places);
  for (const { message } of diagnostics) expect(message.length).toBeLessThanOrEqual(600);
});
