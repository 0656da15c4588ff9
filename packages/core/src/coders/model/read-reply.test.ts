import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply } from "./read-reply.ts";

const module = "export function firstItem(xs: number[]): number {\n  return xs[0] ?? 0;\n}\n";
const read = (text: string, finish: Parameters<typeof readReply>[0]["finish"] = "stop") =>
  readReply({ text, finish }, "first-item");
const block = (text: string, info = "ts", fence = "```"): string => `${fence}${info}\n${text}${fence}`;

const indented = (text: string, spaces: number): string => text.replace(/^(?=.)/gm, " ".repeat(spaces));

describe("a reply with a module", () => {
  it.each([
    ["in one block", block(module)],
    ["with prose around", `Here it is:\n\n${block(module)}\n\nIt takes the first.`],
    ["in a block without a mark", block(module, "")],
    ["in a block of tildes", block(module, "typescript", "~~~")],
    ["in a longer fence", block(module, "ts", "`````")],
    ["with a mark in capitals and words behind it", block(module, 'TypeScript title="x"')],
    [
      "with the line ends of Windows and a mark of byte order",
      `\uFEFF${block(module).replaceAll("\n", "\r\n")}`,
    ],
    ["after a block that is no module", `${block("const xs = [1];\n")}\n\nso\n\n${block(module)}`],
    ["before a block of another language", `${block(module)}\n\n${block("npm test\n", "sh")}`],
    ["after an earlier version", `${block(module.replace("0;", "1;"))}\nBetter:\n${block(module)}`],
    ["before one that does not export it", `${block(module)}\n${block("export const other = 1;\n")}`],
    ["in an item of a list", `1. So:\n\n${indented(block(module), 3)}`],
    ["in a list within a list", `- a\n  - b\n\n${indented(block(module), 6)}\n- c`],
    ["without any fence", module],
    ["before an unclosed block", `${block(module)}\n\n\`\`\`ts\nexport function firstItem(`],
    ["whole, though the reply was cut off behind it", `${block(module)}\nIt is`, "length"],
  ] as const)("%s", (_, text, finish?: "length") => {
    expect(read(text, finish)).toEqual({ source: module });
  });

  it.each([
    ["export const firstItem = (xs: number[]): number => xs[0] ?? 0;\n"],
    ["export async function firstItem(xs: number[]): Promise<number> {\n  return xs[0] ?? 0;\n}\n"],
    ["function firstItem(xs: number[]): number {\n  return 0;\n}\nexport { firstItem };\n"],
    ['/* A glob. */\nexport const firstItem = (xs: number[]): number => xs.length + "src/**/*".length;\n'],
    ["export class FirstItem {}\n"],
    // The check says what is wrong with its name, and where.
    ["export function first(xs: number[]): number {\n  return 0;\n}\n"],
  ])("written as %j", (source) => {
    expect(read(block(source))).toEqual({ source });
  });
});

describe("a reply without a module", () => {
  it.each([
    ["nothing", "", "stop", /was empty.*one block marked ts/],
    ["words", "I would take the first item.", "stop", /no fenced block/],
    ["words around bare code", `Take this:\n${module}`, "stop", /no fenced block/],
    [
      "a block that is cut off",
      "```ts\nexport function firstItem(",
      "length",
      /cut off at the limit.*shorter/,
    ],
    ["a block that is not closed", `\`\`\`ts\n${module}`, "stop", /not closed/],
    ["another language", block("def first_item(xs):\n  return xs[0]\n", "python"), "stop", /marked python/],
    [
      "a default export",
      block("export default function (xs: number[]) {\n  return 0;\n}\n"),
      "stop",
      /default export.*export function firstItem/,
    ],
    ["no export", block("function firstItem(xs: number[]) {\n  return 0;\n}\n"), "stop", /exports anything/],
    [
      "a module that a fence in its comment ends",
      block(`${module}/*\n\`\`\`\nfirstItem([1])\n\`\`\`\n*/\n`),
      "stop",
      /line of backticks inside/,
    ],
    [
      "a module that a fence in its comment begins",
      block(`/*\n\`\`\`\nfirstItem([1])\n\`\`\`\n*/\n${module}`),
      "stop",
      /line of backticks inside/,
    ],
    ["a huge module", block(module + "// so\n".repeat(20_000)), "stop", /characters long.*shorter/],
    ["a refusal", "I cannot help with that.", "refusal", /declined/],
    ["a filtered reply", "I", "filter", /filter/],
    ["a tool call", "", "tool-calls", /tool call, and there are none/],
  ] as const)("%s", (_, text, finish, said) => {
    expect(read(text, finish)).toEqual({ unusable: expect.stringMatching(said) });
  });
});

it("never throws, whatever a reply is", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      "```",
      "~~~",
      "```ts\n",
      "\n",
      "export ",
      "function firstItem",
      "{",
      "}",
      "\r\n",
      "`".repeat(9),
      module,
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const found = read(pieces.join(""));
      expect("source" in found ? found.source.length > 0 : found.unusable.length > 0).toBe(true);
    }),
  );
});

it("reads a huge reply of hostile shapes", () => {
  const size = 400_000;
  for (const text of [
    "`".repeat(size),
    "export ".repeat(size / 7),
    "export {".repeat(size / 8),
    "/*".repeat(size / 2),
    " ".repeat(size),
    "```\n".repeat(size / 4),
    `\`\`\`ts\n${"\n".repeat(size)}\`\`\``,
    `\`\`\`ts\nexport${"\n".repeat(size)}\`\`\``,
  ])
    expect(read(text)).toBeDefined();
});
