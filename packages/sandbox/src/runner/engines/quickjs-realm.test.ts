import { once } from "node:events";
import { defaultLimits } from "@portolan/core";
import { afterAll, expect, it } from "vitest";
import { forkRunner } from "../../pool/fork-runner.ts";
import type { RunMessage, RunnerMessage, RunnerResult } from "../../protocol.ts";

// A runner without a host that watches it from outside: what the engine stops by itself, and goes on after.
const child = forkRunner({ engine: "quickjs", jit: false, memoryMb: 24 });
afterAll(() => child.kill("SIGKILL"));
let runs = 0;

async function run(
  body: string,
  { wallMs = 20_000, ...changes }: Partial<RunMessage> & { wallMs?: number } = {},
): Promise<RunnerResult> {
  const source = `export async function subject() { ${body} }`;
  const message: RunMessage = {
    type: "run",
    run: ++runs,
    name: "subject",
    exported: "subject",
    source,
    modules: {},
    grants: {},
    tools: {},
    input: "[]",
    limits: { ...defaultLimits, memoryMb: 24, wallMs },
    seed: 1,
    epochMs: 0,
    ...changes,
  };
  child.send(message);
  for (;;) {
    const [said] = (await once(child, "message")) as [RunnerMessage];
    if (said.type === "done") return said.result;
  }
}

it.each([
  ["a program", "const all = []; for (;;) all.push(new Array(10_000).fill(1.5));"],
  ["one that catches it", "const all = []; for (;;) try { for (;;) all.push({ all }); } catch {}"],
  [
    "one that returns then",
    "const all = []; try { for (;;) all.push('x'.repeat(99_999)); } catch { return 1; }",
  ],
  [
    "one that catches it in promises",
    "const all = []; const f = async () => { for (;;) all.push([1, 2]); }; for (;;) await f().catch(() => 0);",
  ],
  [
    "a buffer that does not fit",
    "try { return new Uint8Array(1e8).length; } catch (error) { return error.message; }",
  ],
])("ends %s as memory when there is none left", async (_, body) => {
  expect(await run(body)).toEqual({ kind: "memory" });
});

it("is not told by a program that its memory is at an end", async () => {
  const body = "throw Object.assign(new InternalError('out of memory'), { name: 'InternalError' });";
  expect(await run(body)).toMatchObject({ kind: "error", name: "InternalError", message: "out of memory" });
  // More than an address can reach is refused before memory is asked for.
  expect(await run("return new Uint8Array(2 ** 31 - 1).length;")).toMatchObject({ kind: "error" });
});

it.each([
  ["catches", "for (;;) try { for (;;); } catch {}"],
  ["ends with finally", "for (;;) try { for (;;); } finally { continue; }"],
  ["returns what it caught", "try { for (;;); } catch { return 1; } finally { return 2; }"],
  ["starts endless asynchronous functions", "for (;;) (async () => { for (;;); })();"],
  ["awaits endless asynchronous functions", "for (;;) try { await (async () => { for (;;); })(); } catch {}"],
  ["makes promises without end", "const t = { then(ok) { ok(t); } }; return t;"],
  ["matches without end", "return /^(a+)+$/.test('a'.repeat(40) + 'b');"],
])("ends a program at its time that %s", async (_, body) => {
  expect(await run(body, { wallMs: 100 })).toEqual({ kind: "timeout", limit: "wallMs" });
});

it.each([
  ["calls", "const f = () => f() + 1; return f();"],
  ["calls through built-in functions", "const f = () => [2, 1].sort(f); return f();"],
  ["constructors", "class A { constructor() { this.a = new A(); } } return new A();"],
  ["proxies", "const p = new Proxy({}, { get: (_, k, r) => r[k] }); return p.x;"],
  ["texts of JSON", "return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)).length;"],
])("makes an error of %s nested without end", async (_, body) => {
  const outcome = await run(body);
  expect(outcome).toMatchObject({ kind: "error", message: expect.stringMatching(/stack/) as string });
});

it("lets a program catch that its calls are nested too deeply, and go on", async () => {
  const body =
    "let n = 0; const f = () => { n++; f(); }; try { f(); } catch (error) { return [error.name, n > 1000]; }";
  expect(await run(body)).toEqual({ kind: "value", text: '["InternalError",true]' });
});

it("imports nothing at run time, not even what is linked", async () => {
  const source =
    'import "#skills/a";\nconst how = await import("#skills/a").then(() => "imported", (error) => error.message);\nexport const subject = () => how;';
  expect(await run("", { source, modules: { "#skills/a": "export {}" } })).toEqual({
    kind: "value",
    text: '"Not supported"',
  });
});

it("takes no error of a program for one of the linker", async () => {
  const message = "Could not find export 'b' in module 'subject.ts'";
  const source = `throw new SyntaxError(${JSON.stringify(message)});`;
  expect(await run("", { source })).toMatchObject({ kind: "error", name: "SyntaxError", message });
});

it("links a module once for each set of tools, under one name", async () => {
  const source =
    'import { a } from "#skills/a";\nimport { b } from "#skills/b";\nexport function subject() { return [a(), b()]; }';
  const modules = {
    "#skills/a": 'import { n } from "#skills/n";\nexport const a = () => n();',
    "#skills/b": 'import { n } from "#skills/n";\nexport const b = () => { n(); throw new Error("b"); };',
    "#skills/n":
      "let calls = 0;\nexport function n() { if (++calls > 1) throw new Error(`${calls}`); return calls; }",
  };
  const grants = { "#skills/a": ["files.read"] };
  const outcome = await run("", { source, modules, grants, tools: { files: ["read", "write"] } });
  expect(outcome).toMatchObject({ message: "b", stack: ["#skills/b:2:37", "subject.ts:3:42"] });
});
