import type { LinkedProgram, ToolSet } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox } from "./create-sandbox.ts";

const sandbox = createSandbox({ children: 1, limits: { memoryMb: 64 } });
const soon = { limits: { wallMs: 200 } };
afterAll(() => sandbox[Symbol.asyncDispose]());

const attack = (source: string): LinkedProgram => ({
  name: "attack",
  signature: "() => unknown",
  source,
  modules: {},
});
const attackBody = (body: string): LinkedProgram => attack(`export async function attack() { ${body} }`);

describe("what isolated-vm cannot stop is killed", () => {
  it.each([
    ["a power of BigInts", "return (7n ** (2n ** 27n)) > 1n;"],
    ["sorting a sparse array", "const a = []; a[4294967294] = 1; a.sort(); return 1;"],
  ])("%s, at the wall time", async (_, body) => {
    expect((await sandbox.run(attackBody(body), [], soon)).kind).toBe("timeout");
  });

  it.each([
    ["buffers", "const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));"],
    ["Intl objects", "const a = []; for (;;) a.push(new Intl.DateTimeFormat('de'));"],
    ["a message of a quarter gigabyte", "throw new Error('x'.repeat(2 ** 28));"],
    ["a map, which aborts the process", "const m = new Map(); let i = 0; for (;;) m.set(i++, {});"],
  ])("filling memory with %s, at the memory limit", async (_, body) => {
    const outcome = await sandbox.run(attackBody(body), [], { limits: { wallMs: 20_000, memoryMb: 48 } });
    expect(outcome.kind).toBe("memory");
  });

  it("and the next run is not touched", async () => {
    expect(await sandbox.run(attackBody("return 1;"), [])).toMatchObject({ kind: "value", value: 1 });
  });
});

describe("endless code in odd places is stopped at the wall time", () => {
  it.each([
    ["a getter of a thrown error", "throw { get message() { for (;;); } };"],
    ["a thrown proxy", "throw new Proxy({}, { get() { for (;;); } });"],
    ["a getter of the result", "return { get a() { for (;;); } };"],
    ["a promise that resolves to itself", "const t = { then(ok) { ok(t); } }; return t;"],
    ["a regular expression", "return /^(a+)+$/.test('a'.repeat(40) + 'b');"],
    ["a clock that is waited for", "const t = Date.now(); while (Date.now() < t + 1e9); return 1;"],
  ])("%s", async (_, body) => {
    expect((await sandbox.run(attackBody(body), [], soon)).kind).toBe("timeout");
  });

  it.each([
    ["a loop while the module is evaluated", "for (;;);\nexport function attack() {}"],
    [
      "an await that never ends while it is evaluated",
      "await new Promise(() => {});\nexport function attack() {}",
    ],
    [
      "a proxy thrown while it is evaluated",
      "throw new Proxy({}, { get() { for (;;); } });\nexport function attack() {}",
    ],
  ])("%s", async (_, source) => {
    expect((await sandbox.run(attack(source), [], soon)).kind).toBe("timeout");
  });
});

describe("what is read back is bounded", () => {
  it("cuts a flood of logs", async () => {
    const outcome = await sandbox.run(attackBody("for (;;) console.log('flood');"), [], {
      limits: { wallMs: 200, logBytes: 600 },
    });
    expect(outcome).toMatchObject({ kind: "timeout", logsCut: true });
    expect(outcome.logs.length).toBeLessThanOrEqual(100);
  });

  it("ends at the limit a program that goes on calling tools", async () => {
    const call = async () => 1;
    const tools: ToolSet = {
      host: { call: { description: "", input: z.null(), output: z.number(), effect: "read", call } },
    };
    const flood = attack(
      'import { call } from "#tools/host";\nexport function attack() { for (;;) call(null); }',
    );
    const limits = { wallMs: 20_000, toolCalls: 10 };
    const outcome = await sandbox.run(flood, [], { tools, limits });
    expect(outcome).toMatchObject({ kind: "limit", limit: "toolCalls", allowed: 10 });
    expect(outcome.toolCalls.length).toBe(10);
  });

  it("keeps the lines of a program that had to be killed", async () => {
    const hang = "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);";
    const few = `console.log('before'); console.log('just before'); ${hang}`;
    expect(await sandbox.run(attackBody(few), [], soon)).toMatchObject({
      kind: "timeout",
      logs: ["before", "just before"],
    });
    const many = `for (let i = 0; i < 100; i++) console.log('flood'); ${hang}`;
    const limits = { wallMs: 200, logBytes: 300 };
    const flood = await sandbox.run(attackBody(many), [], { limits });
    expect(flood).toMatchObject({ kind: "timeout", logsCut: true });
    expect(flood.logs.length).toBe(50);
  });

  it("refuses a result nested so deeply that the host could not walk it", async () => {
    const body = "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a;";
    expect(await sandbox.run(attackBody(body), [])).toMatchObject({
      kind: "error",
      message: "returned a value nested more than 500 levels deep",
    });
  });

  it("clips what an error says", async () => {
    const outcome = await sandbox.run(attackBody("throw new Error('x'.repeat(1e6));"), []);
    expect(outcome).toMatchObject({ kind: "error", message: "x".repeat(4_000) });
  });

  it("keeps __proto__ as a key of the result, and pollutes nothing", async () => {
    const outcome = await sandbox.run(attackBody(`return JSON.parse('{"__proto__": {"polluted": 1}}');`), []);
    expect(outcome.kind === "value" && Object.keys(outcome.value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("does not take a result that looks like a message for one", async () => {
    const value = { type: "done", run: 1, result: { kind: "memory" } };
    const outcome = await sandbox.run(attackBody(`return ${JSON.stringify(value)};`), []);
    expect(outcome).toMatchObject({ kind: "value", value });
  });
});

describe("a program finds nothing of the process", () => {
  it("no globals but those of the language", async () => {
    const names = [
      "process",
      "require",
      "module",
      "Buffer",
      "fetch",
      "setTimeout",
      "URL",
      "WebAssembly",
      "Atomics",
    ];
    const more = ["SharedArrayBuffer", "WeakRef", "FinalizationRegistry", "portolan", "ivm", "performance"];
    const body = `return ${JSON.stringify([...names, ...more])}.filter((name) => name in globalThis);`;
    expect(await sandbox.run(attackBody(body), [])).toMatchObject({ kind: "value", value: [] });
  });

  it.each([
    ["through Function", "return Function('return typeof process')();"],
    ["through the console", "return console.log.constructor('return typeof process')();"],
    [
      "through a stack",
      "Error.prepareStackTrace = (_, s) => typeof s[1].getThis(); return new Error().stack;",
    ],
  ])("not even %s", async (_, body) => {
    expect(await sandbox.run(attackBody(body), [])).toMatchObject({ kind: "error", name: "TypeError" });
  });

  it("nor through import.meta", async () => {
    const outcome = await sandbox.run(attackBody("return typeof import.meta.url;"), []);
    expect(outcome).toMatchObject({ kind: "value", value: "undefined" });
  });

  it("nor can it import at run time", async () => {
    const body = "return await import('node:fs').then(() => 'imported', (error) => error.message);";
    expect(await sandbox.run(attackBody(body), [])).toMatchObject({ kind: "value", value: "Not supported" });
  });
});

describe("hostile sources", () => {
  it.each([
    ["brackets", "[".repeat(4_000)],
    ["parentheses", `export const attack = ${"(".repeat(5_000)}1${")".repeat(5_000)}`],
    ["templates", `export const attack = ${"`${".repeat(3_000)}1${"}`".repeat(3_000)}`],
    ["sums", `export const attack = () => 1${"+1".repeat(100_000)}`],
    ["generics", `type A = ${"Array<".repeat(4_000)}1${">".repeat(4_000)}; export const attack = 1;`],
  ])("%s nested without end are a type-error", async (_, source) => {
    const outcome = await sandbox.run(attack(source), []);
    expect(outcome.kind).toBe("type-error");
  });
});
