import type { Tool } from "@portolan/core";
import { expect, it } from "vitest";
import { z } from "zod";
import { toolDeclarations } from "./tool-declarations.ts";

const tool = (input: z.ZodType, output: z.ZodType): Tool => {
  return { description: "Does */ it.", input, output, effect: "read", call: async () => null } as Tool;
};
const declared = (input: z.ZodType, output: z.ZodType) => {
  const text = toolDeclarations({ box: { use: tool(input, output) } })["#tools/box"] as string;
  return text.slice(text.indexOf("use("), text.lastIndexOf(";"));
};

it("declares each tool with its description", () => {
  const text = toolDeclarations({ box: { use: tool(z.string(), z.number()) } });
  expect(text).toEqual({
    "#tools/box": "/** Does * / it. */\nexport declare function use(input: string): Promise<number>;\n",
  });
});

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
  [
    "tuples and records",
    z.tuple([z.string(), z.boolean()]),
    z.record(z.string(), z.number()),
    "use(input: [string, boolean]): Promise<Record<string, number>>",
  ],
  [
    "nullable",
    z.object({ n: z.number().nullable() }),
    z.string(),
    "use(input: { n: number | null }): Promise<string>",
  ],
])("declares %s", (_, input, output, text) => {
  expect(declared(input, output)).toBe(text);
});

it("ends where a schema is recursive", () => {
  expect(declared(z.string(), z.json())).toContain("unknown");
});
