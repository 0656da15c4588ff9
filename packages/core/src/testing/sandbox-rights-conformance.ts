import { expect, it } from "vitest";
import { z } from "zod";
import type { Json } from "../json/json.ts";
import type { Effect, Tool, ToolContext, ToolSet } from "../sandbox/tool.ts";
import { type MakeSandbox, shared, subject } from "./sandbox-fixtures.ts";

const reads = (name: string) =>
  `import { read } from "#tools/files";\nexport async function ${name}() { return await read(null); }`;

/** A module reaches only the tools that it and all who import it on the way were granted; writes ask first. */
export function rightsConformance(make: MakeSandbox): void {
  const { run } = shared(make);

  it("lets a callee reach what both it and its caller were granted", async () => {
    const { tools } = files();
    const program = subject(
      'import { a } from "#skills/a";\nexport async function subject() { return await a(); }',
      { modules: { "#skills/a": reads("a") }, grants: { subject: ["files"], "#skills/a": ["files.read"] } },
    );
    expect(await run(program, [1], { tools })).toMatchObject({
      kind: "value",
      value: "text",
      toolCalls: [{ tool: "files.read", by: "#skills/a" }],
    });
  });

  it.each([
    ["it was not granted itself", { "#skills/a": [] }],
    ["its caller was not granted", { subject: [], "#skills/a": ["files"] }],
    ["was granted another tool of", { "#skills/a": ["files.write"] }],
  ])("denies a callee what %s", async (_, grants) => {
    const { tools, calls } = files();
    const program = subject(
      'import { a } from "#skills/a";\nexport async function subject() { return await a(); }',
      { modules: { "#skills/a": reads("a") }, grants },
    );
    const outcome = await run(program, [1], { tools });
    expect(outcome).toMatchObject({ kind: "denied", by: "#skills/a" });
    expect(outcome.kind === "denied" && outcome.specifier).toMatch(/^#tools\/files(\.read)?$/);
    expect(calls).toEqual([]);
  });

  it("limits a module by each of its importers separately", async () => {
    const { tools } = files();
    const modules = {
      "#skills/shared": 'export { read } from "#tools/files";\nexport const mark = {};',
      "#skills/may":
        'import { read, mark } from "#skills/shared";\nexport const may = async () => [await read(null), mark];',
      "#skills/may-not":
        'import { read } from "#skills/shared";\nexport const mayNot = async () => await read(null);',
    };
    const both =
      'import { may } from "#skills/may";\nimport { mayNot } from "#skills/may-not";\nexport async function subject() { return [await may(), await mayNot()]; }';
    const grants = { "#skills/may-not": [] };
    expect(await run(subject(both, { modules, grants }), [1], { tools })).toMatchObject({
      kind: "denied",
      by: "#skills/shared",
    });
    const one = 'import { may } from "#skills/may";\nexport async function subject() { return await may(); }';
    expect(await run(subject(one, { modules, grants }), [1], { tools })).toMatchObject({
      kind: "value",
      value: ["text", {}],
    });
  });

  it("attributes a call to the module that the tool was linked into, whoever makes it", async () => {
    const { tools } = files();
    const modules = { "#skills/a": "export async function a(use) { return await use(null); }" };
    const program = subject(
      'import { a } from "#skills/a";\nimport { read } from "#tools/files";\nexport async function subject() { return await a(read); }',
      { modules, grants: { "#skills/a": [] } },
    );
    expect(await run(program, [1], { tools })).toMatchObject({ toolCalls: [{ by: "subject", ok: true }] });
  });

  it("asks before a write, and tells the program when the answer is no", async () => {
    const { tools, calls } = files();
    const program = subject(
      'import { read, write } from "#tools/files";\nexport async function subject() { await read(null); try { await write("a"); } catch (error) { return [error.name, error.message]; } }',
    );
    const asked: Json[] = [];
    const outcome = await run(program, [1], {
      tools,
      approve: ({ tool, input, by }) => {
        asked.push([tool, input, by]);
        return { allowed: false, reason: "not now" };
      },
    });
    expect(outcome).toMatchObject({ value: ["ToolRefused", "files.write was not allowed: not now"] });
    expect(asked).toEqual([["files.write", "a", "subject"]]);
    expect(calls.map(({ tool }) => tool)).toEqual(["read"]);
  });

  it("does not count the time that an answer takes", async () => {
    const { tools } = files();
    const program = subject(
      'import { write } from "#tools/files";\nexport async function subject() { return await write("a"); }',
    );
    const approve = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 300));
    expect(await run(program, [1], { tools, approve, limits: { wallMs: 150 } })).toMatchObject({
      value: "done",
    });
  });

  it("counts what the program computes while an answer is awaited", async () => {
    const { tools } = files();
    const program = subject(
      'import { read, write } from "#tools/files";\nexport async function subject() { void write("a"); for (;;) { await read(null); for (let i = 0; i < 1e5; i++); } }',
    );
    const limits = { wallMs: 200, toolCalls: 1e6, toolBytes: Infinity };
    const outcome = await run(program, [1], { tools, approve: () => new Promise(() => {}), limits });
    expect(outcome).toMatchObject({ kind: "timeout", limit: "wallMs" });
  });

  it("gives writes a key that is the same when the run is repeated under its id", async () => {
    const { tools, calls } = files();
    const program = subject(
      'import { write } from "#tools/files";\nexport async function subject() { await write("a"); await write("a"); return 1; }',
    );
    for (const id of ["one", "one", "two"]) await run(program, [1], { tools, id });
    const keys = calls.map(({ context }) => context.idempotencyKey);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2, 4));
    expect(new Set(keys).size).toBe(4);
  });
}

/** Tools that write down how they were called. */
function files(): { tools: ToolSet; calls: { tool: string; context: ToolContext }[] } {
  const calls: { tool: string; context: ToolContext }[] = [];
  const tool = (name: string, effect: Effect, output: string): Tool => ({
    description: name,
    input: z.json(),
    output: z.string(),
    effect,
    call: async (_, context) => {
      calls.push({ tool: name, context });
      return output;
    },
  });
  return {
    tools: { files: { read: tool("read", "read", "text"), write: tool("write", "write", "done") } },
    calls,
  };
}
