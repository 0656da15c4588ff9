import type { Json, LinkedProgram, RunOptions, ToolSet } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox } from "../create-sandbox.ts";
import type { SandboxOptions } from "../sandbox-options.ts";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());
const program: LinkedProgram = {
  name: "subject",
  signature: "(x: unknown) => unknown",
  source: "export function subject(x) { return x ?? 1; }",
  modules: {},
};
const refused = (value: string | RegExp) => ({
  name: "PortolanError",
  code: "usage",
  value: expect.stringMatching(value) as string,
  next: expect.stringMatching(/\w/) as string,
});
const unchecked = (value: unknown) => value as never;
const cycle: unknown[] = [];
cycle.push(cycle);
const tool = { description: "", input: z.json(), output: z.json(), effect: "read", call: async () => 1 };

describe("what cannot be run is refused with what it is and what to do, and leaves the sandbox whole", () => {
  it.each([
    ["no program", undefined, /whole/],
    ["a name that is no text", { ...program, name: 5 }, /name/],
    ["no modules", { ...program, modules: null }, /modules/],
    ["a module that is no text", { ...program, modules: { "#a": 1 } }, /modules.#a/],
    ["grants that are a text", { ...program, grants: "files" }, /grants/],
    ["grants that are a list", { ...program, grants: ["files"] }, /grants/],
    ["a grant that is a text", { ...program, grants: { subject: "files" } }, /grants.subject/],
    ["an empty name", { ...program, name: "" }, /""/],
    ["a name with a blank", { ...program, name: "a b" }, /a b/],
    ["a name with a NUL", { ...program, name: "a\0" }, /a/],
    ["a name of 10 KB", { ...program, name: "x".repeat(10_000) }, /^"x+/],
  ])("%s", async (_, given, value) => {
    await expect(sandbox.run(unchecked(given), [])).rejects.toMatchObject(refused(value));
  });

  it.each([
    ["no list", unchecked({}), /\{\}/],
    ["undefined", [undefined], /undefined at \[0\]/],
    ["a function", [{ a: () => 1 }], /a function at \[0\]\.a/],
    ["a BigInt", [[1n]], /a BigInt at \[0\]\[0\]/],
    ["NaN", [NaN], /NaN at \[0\]/],
    ["a Date", [new Date(0)], /a Date at \[0\]/],
    ["a Map", [new Map()], /a Map at \[0\]/],
    ["a cycle", [cycle], /itself at \[0\]\[0\]/],
    ["a toJSON method", [{ toJSON: () => 1 }], /toJSON at \[0\]/],
  ])("arguments with %s", async (_, input, value) => {
    await expect(sandbox.run(program, input as Json[])).rejects.toMatchObject(refused(value));
  });

  it.each([
    ["options", null, /null/],
    ["a signal", { signal: {} }, /\{\}/],
    ["a queue", { queue: 5 }, /5/],
    ["a seed", { seed: NaN }, /NaN/],
    ["a limit by another name", { limits: { wallms: 5 } }, /wallms/],
    ["a limit that is NaN", { limits: { cpuMs: NaN } }, /NaN/],
    ["a limit that is negative", { limits: { wallMs: -1 } }, /-1/],
    ["a limit that is a text", { limits: { wallMs: "5" } }, /"5"/],
    ["tools that are none", { tools: { a: null } }, /null/],
    ["a tool without a schema", { tools: { a: { b: { ...tool, input: {} } } } }, /input/],
    ["a tool of another effect", { tools: { a: { b: { ...tool, effect: "none" } } } }, /effect/],
    ["a namespace with a dot", { tools: { "a.b": { c: tool } } }, /a\.b/],
    ["a tool with a dot", { tools: { a: { "b.c": tool } } }, /b\.c/],
  ])("%s that is no such thing", async (_, options, value) => {
    await expect(sandbox.run(program, [1], unchecked(options))).rejects.toMatchObject(refused(value));
  });

  it.each([
    ["children", { children: NaN }],
    ["children", { children: 0 }],
    ["engine", { engine: "v9" }],
    ["waiting", { waiting: -1 }],
    ["limits", { limits: { memoryMb: NaN } }],
  ])("a sandbox with odd %s: %j", (_, options) => {
    expect(() => createSandbox(options as unknown as SandboxOptions)).toThrow(
      expect.objectContaining({ code: "usage" }) as Error,
    );
  });

  it("and the next run is as if nothing had been", async () => {
    const options: RunOptions = { tools: { a: { b: tool } } as ToolSet };
    expect(await sandbox.run(program, [7], options)).toMatchObject({ kind: "value", value: 7 });
  });

  it("takes an input that has many ways to the same part for as long as it writes out", async () => {
    let shared: Json = "x";
    for (let i = 0; i < 40; i++) shared = [shared, shared];
    expect(await sandbox.run(program, [shared])).toMatchObject({ kind: "limit", limit: "argumentBytes" });
  });
});
