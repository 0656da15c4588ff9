import type { Effect, Tool } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toolDeclarations } from "./tool-declarations.ts";

const tool = (
  input: z.ZodType,
  output: z.ZodType,
  effect: Effect = "read",
  description = "Does it.",
): Tool => {
  return { description, input, output, effect, call: async () => null } as Tool;
};
const heading = "// A tool that fails throws an Error with name, message and data.\n";
const of = (tools: Record<string, Tool>) => toolDeclarations({ box: tools })["#tools/box"] as string;
const declared = (input: z.ZodType, output: z.ZodType) => {
  const text = of({ use: tool(input, output) });
  return text.slice(text.indexOf("use("), text.lastIndexOf(";"));
};
interface Tree {
  name: string;
  children: Tree[];
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }));

it.each<[string, z.ZodType, z.ZodType, string]>([
  [
    "objects",
    z.object({ a: z.number(), "b-c": z.string().optional() }),
    z.null(),
    'use(input: { a: number; "b-c"?: string }): Promise<null>',
  ],
  [
    "unions",
    z.union([z.string(), z.int()]),
    z.array(z.enum(["x", "y"])),
    'use(input: string | number): Promise<("x" | "y")[]>',
  ],
  ["no input", z.null(), z.literal(5), "use(input?: null): Promise<5>"],
  ["the text null", z.literal("null"), z.null(), 'use(input: "null"): Promise<null>'],
  ["optional input", z.string().nullable(), z.null(), "use(input?: string | null): Promise<null>"],
  [
    "input that only holds null",
    z.object({ a: z.union([z.string(), z.null(), z.number()]) }),
    z.null(),
    "use(input: { a: string | null | number }): Promise<null>",
  ],
  [
    "tuples and records",
    z.tuple([z.string(), z.boolean()]),
    z.record(z.string(), z.number()),
    "use(input: [string, boolean]): Promise<Record<string, number>>",
  ],
  [
    "tuples with a rest, and without an end",
    z.tuple([z.string()], z.union([z.number(), z.null()])),
    z.tuple([z.string(), z.number().optional()]),
    "use(input: [string, ...(number | null)[]]): Promise<[string, number?]>",
  ],
  [
    "records of known names",
    z.record(z.enum(["a", "b-c"]), z.number()),
    z.partialRecord(z.enum(["a"]), z.array(z.string())),
    'use(input: { a: number; "b-c": number }): Promise<{ a?: string[] }>',
  ],
  [
    "literals",
    z.literal(["a", 1, true, "*/"]),
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a") }),
      z.object({ kind: z.literal("b"), n: z.number() }),
    ]),
    'use(input: "a" | 1 | true | "*/"): Promise<{ kind: "a" } | { kind: "b"; n: number }>',
  ],
  [
    "open objects",
    z.looseObject({ a: z.string() }),
    z.null(),
    "use(input: { a: string; [key: string]: unknown })",
  ],
  ["what has no type", z.unknown(), z.never(), "use(input?: unknown): Promise<never>"],
])("declares %s", (_, input, output, text) => {
  expect(declared(input, output)).toContain(text);
});

it("declares recursive schemas by name", () => {
  expect(of({ use: tool(z.json(), z.array(tree)) }))
    .toBe(`${heading}type UseInput = string | number | boolean | null | UseInput[] | { [key: string]: UseInput };
type UseOutput = { name: string; children: UseOutput[] };
export {};
/** Does it. */
export declare function use(input?: UseInput): Promise<UseOutput[]>;
`);
});

it("documents tools, their inputs, their fields and what they change", () => {
  const input = z
    .object({ path: z.string().describe("Where it\n lies.*/"), text: z.string() })
    .describe("All of it.");
  expect(of({ write: tool(input, z.null(), "write", "Writes */ it.") })).toBe(`${heading}/**
 * Writes * / it.
 * @param input All of it.
 * @effect write
 */
export declare function write(input: {
  /** Where it lies.* / */
  path: string;
  text: string;
}): Promise<null>;
`);
});

it("stays short, whatever a description holds", () => {
  const text = of({ use: tool(z.string(), z.null(), "read", "ab\u2028\u202e\n ".repeat(2_000)) });
  expect(text).toMatch(/^[^\n]+\n\/\*\* [ab …]{1,300} \*\/\nexport declare function use/);
});

it("is the same whatever the order of the tools", () => {
  const [a, b] = [tool(z.json(), z.json()), tool(z.string(), z.null())];
  const one = toolDeclarations({ x: { a, b }, y: { b } });
  expect(JSON.stringify(toolDeclarations({ y: { b }, x: { b, a } }))).toBe(JSON.stringify(one));
});

describe("names", () => {
  it("that are words or no identifiers are exported as they are, and say how to import them", () => {
    expect(
      of({ delete: tool(z.null(), z.null()), "a-b": tool(z.null(), z.null()), aB: tool(z.null(), z.null()) }),
    ).toBe(`${heading}/**
 * Does it.
 * Import it so: import { "a-b" as aB2 } from "#tools/box"
 */
declare function aB2(input?: null): Promise<null>;
export { aB2 as "a-b" };
/** Does it. */
export declare function aB(input?: null): Promise<null>;
/**
 * Does it.
 * Import it so: import { delete as deleteTool } from "#tools/box"
 */
declare function deleteTool(input?: null): Promise<null>;
export { deleteTool as "delete" };
`);
  });

  it.each(["", "a\nb", "\ud800", "x".repeat(101)])("that nobody can import are refused: %j", (name) => {
    expect(() => of({ [name]: tool(z.null(), z.null()) })).toThrow(
      expect.objectContaining({ code: "usage" }),
    );
  });

  it.each(["", "../x", "a.b", "a b", '"', "/etc"])("that are no specifier are refused: %j", (name) => {
    expect(() => toolDeclarations({ [name]: {} })).toThrow(expect.objectContaining({ code: "usage" }));
  });
});
