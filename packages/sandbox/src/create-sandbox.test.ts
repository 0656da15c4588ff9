import type { Json, LinkedProgram, Tool } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox, type ProcessSandbox } from "./create-sandbox.ts";
import { probeSandbox } from "./probe-sandbox.ts";

const program = (source: string, name = "subject"): LinkedProgram => ({
  name,
  signature: "() => unknown",
  source,
  modules: {},
});
const readsChance = program(
  "export function subject() { return [Math.random(), Date.now(), String(new Date())]; }",
);

describe.each(["isolated-vm", "quickjs"] as const)("a sandbox with %s", (engine) => {
  const sandbox = createSandbox({ engine, children: 2 });
  afterAll(() => sandbox[Symbol.asyncDispose]());

  it("runs side by side, each in its own child", async () => {
    const source =
      "export async function subject(n: number) { let x = 0; for (let i = 0; i < 1e5; i++) x += i % n; return n; }";
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((n) => sandbox.run(program(source), [n])));
    expect(outcomes.map((outcome) => outcome.kind === "value" && outcome.value)).toEqual([1, 2, 3, 4, 5]);
  });

  it("calls the function by the program's name and shows it in the stack", async () => {
    const outcome = await sandbox.run(
      program("export function toUpper2x() { throw new Error('no'); }", "to-upper-2x"),
      [],
    );
    expect(outcome).toMatchObject({ kind: "error", stack: ["to-upper-2x.ts:1:37"] });
  });

  it("says when the function is missing", async () => {
    expect(await sandbox.run(program("export function other() {}"), [])).toMatchObject({
      kind: "type-error",
      diagnostics: [{ message: "The program does not export a function named subject." }],
    });
  });

  it("says what a module of the program is missing", async () => {
    const modules = { "#skills/a": "export const a = 1;" };
    const source = 'import { b } from "#skills/a";\nexport function subject() { return b; }';
    expect(await sandbox.run({ ...program(source), modules }, [])).toMatchObject({
      kind: "type-error",
      diagnostics: [
        { line: 1, message: "The requested module '#skills/a' does not provide an export named 'b'" },
      ],
    });
  });

  it("makes an error of what a module throws while it is evaluated", async () => {
    const source =
      "const n: number = 1;\nif (n) throw new TypeError('at the top');\nexport function subject() {}";
    const thrown = await sandbox.run(program(source), []);
    expect(thrown).toMatchObject({
      kind: "error",
      name: "TypeError",
      message: "at the top",
      stack: ["subject.ts:2:14"],
    });
    expect(await sandbox.run(program("throw 'text';\nexport function subject() {}"), [])).toMatchObject({
      kind: "error",
      name: "string",
      message: "text",
    });
  });

  it("keeps every character of texts, and of sources", async () => {
    const text = "a\0b\ud800c\u2028😀";
    const source = `export function subject(x) { console.log(x); return x + ${JSON.stringify(text)}; }`;
    expect(await sandbox.run(program(source), [text])).toMatchObject({
      kind: "value",
      value: text + text,
      logs: [text],
    });
    const raw = 'export function subject() { return "a\0b".length; }';
    expect(await sandbox.run(program(raw), [])).toMatchObject(
      engine === "quickjs"
        ? { kind: "type-error", diagnostics: [{ message: "The source contains a NUL character." }] }
        : { kind: "value", value: 3 },
    );
  });

  it("ends with what is rejected and never handled, where the engine tells", async () => {
    const body = "void Promise.reject(new Error('nobody')); await new Promise(() => {});";
    const run = sandbox.run(program(`export async function subject() { ${body} }`), [], {
      limits: { wallMs: 200 },
    });
    expect(await run).toMatchObject(
      engine === "quickjs" ? { kind: "timeout" } : { kind: "error", message: "nobody" },
    );
  });

  it("makes an error of what a module throws after it waited", async () => {
    const source = "await 1;\nthrow new TypeError('late');\nexport function subject() {}";
    expect(await sandbox.run(program(source), [])).toMatchObject({
      kind: "error",
      name: "TypeError",
      message: "late",
      stack: ["subject.ts:2:7"],
    });
  });

  it("takes arguments in 500 arrays, and not in 60,000, which would exhaust the stack of the host", async () => {
    const nested = (depth: number): Json => {
      let value: Json = [];
      for (let i = 1; i < depth; i++) value = [value];
      return value;
    };
    const count = program("export function subject(x) { let n = 0; for (; x; x = x[0]) n++; return n; }");
    expect(await sandbox.run(count, [nested(499)])).toMatchObject({ kind: "value", value: 499 });
    expect(await sandbox.run(count, [nested(60_000)])).toMatchObject({
      kind: "limit",
      limit: "argumentDepth",
      allowed: 500,
    });
  });

  it("waits no longer for a run that is cancelled while it waits", async () => {
    const long = program("export function subject() { for (;;); }");
    const running = [1, 2].map(() => sandbox.run(long, [], { limits: { wallMs: 300 } }));
    const waiting = sandbox.run(long, [], { signal: AbortSignal.timeout(20) });
    expect(await waiting).toMatchObject({ kind: "cancelled" });
    expect((await Promise.all(running)).map(({ kind }) => kind)).toEqual(["timeout", "timeout"]);
  });

  it("cancels what runs when it is disposed, and refuses afterwards", async () => {
    const other = createSandbox({ engine, children: 1 });
    const running = other.run(
      program("export async function subject() { await new Promise(() => {}); }"),
      [],
    );
    setTimeout(() => void other[Symbol.asyncDispose](), 20);
    expect(await running).toMatchObject({ kind: "cancelled" });
    await expect(other.run(program("export const subject = () => 1;"), [])).rejects.toMatchObject({
      code: "sandbox-failed",
    });
    await expect(other.check(program("export const subject = () => 1;"))).rejects.toMatchObject({
      code: "sandbox-failed",
    });
  });
});

it("replays a run that was given a key __proto__", async () => {
  await using sandbox = createSandbox({ children: 1 });
  const input = [JSON.parse('{"__proto__": [1]}') as Json];
  const source = "export function subject(value: object) { return JSON.stringify(value); }";
  const outcome = await sandbox.run(program(source), input, { record: true });
  expect(outcome).toMatchObject({ kind: "value", value: '{"__proto__":[1]}' });
  const saved: unknown = JSON.parse(JSON.stringify(outcome.recording));
  expect((await sandbox.replay(saved)).divergence).toBeUndefined();
});

it("says which module asked for a tool that it was not granted, where it was granted others of the namespace", async () => {
  const one: Tool = {
    description: "",
    input: z.json(),
    output: z.json(),
    effect: "read",
    call: async () => 1,
  };
  await using sandbox = createSandbox({ children: 1, tools: { files: { read: one, erase: one } } });
  const source = 'import { tidy } from "#skills/tidy";\nexport const subject = () => tidy();';
  const skill = 'import { erase } from "#tools/files";\nexport const tidy = () => erase(null);';
  const tidy = { ...program(source), modules: { "#skills/tidy": skill } };
  expect(await sandbox.run({ ...tidy, grants: { "#skills/tidy": ["files.read"] } }, [])).toMatchObject({
    kind: "denied",
    specifier: "#tools/files.erase",
    by: "#skills/tidy",
  });
});

it.each(["isolated-vm", "quickjs"] as const)(
  "takes a module for JavaScript that says so, with %s",
  async (engine) => {
    await using sandbox = createSandbox({ engine, children: 1 });
    const source = 'export { subject } from "#program/plain.js";';
    const plain = (text: string) => ({ ...program(source), modules: { "#program/plain.js": text } });
    expect(await sandbox.run(plain("export const subject = (n) => n < 2;"), [1])).toMatchObject({
      value: true,
    });
    expect(await sandbox.run(plain("export const subject = (n: number) => n;"), [1])).toMatchObject({
      kind: "type-error",
    });
  },
);

describe.each(["isolated-vm", "quickjs"] as const)("a sandbox with a seed and %s", (engine) => {
  it("gives the same numbers and times to the same run of another one", async () => {
    const [one, two] = [1, 2].map(() => createSandbox({ engine, children: 1, seed: 7 })) as [
      ProcessSandbox,
      ProcessSandbox,
    ];
    const values = async (sandbox: ProcessSandbox) => {
      const outcomes = [await sandbox.run(readsChance, []), await sandbox.run(readsChance, [])];
      return outcomes.map((outcome) => outcome.kind === "value" && outcome.value);
    };
    const [first, second] = await Promise.all([values(one), values(two)]);
    expect(first).toEqual(second);
    expect(first[0]).not.toEqual(first[1]);
    await Promise.all([one[Symbol.asyncDispose](), two[Symbol.asyncDispose]()]);
  });
});

describe("a sandbox with machine code", () => {
  it("runs the same programs, still without WebAssembly", async () => {
    await using sandbox = createSandbox({ children: 1, jit: true });
    const source = "export function subject() { return typeof globalThis.WebAssembly; }";
    expect(await sandbox.run(program(source), [])).toMatchObject({ kind: "value", value: "undefined" });
  });
});

it.each(["isolated-vm", "quickjs"] as const)("the probe says that it runs with %s", async (engine) => {
  expect(await probeSandbox(engine)).toEqual({
    ok: true,
    detail: expect.stringMatching(new RegExp(`^${engine} \\d.*, TypeScript \\d.*, Node 2\\d`)) as string,
  });
});
