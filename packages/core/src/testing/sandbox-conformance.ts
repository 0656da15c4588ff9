import { describe, expect, it } from "vitest";
import type { RunOptions } from "../sandbox/sandbox.ts";
import {
  adding,
  exampleTools,
  type MakeSandbox,
  shared,
  subject,
  using,
  valueOf,
} from "./sandbox-fixtures.ts";
import { limitsConformance } from "./sandbox-limits-conformance.ts";
import { recordConformance } from "./sandbox-record-conformance.ts";
import { rightsConformance } from "./sandbox-rights-conformance.ts";

/** What every sandbox must do, fakes included. */
export function sandboxConformance(name: string, make: MakeSandbox): void {
  describe(`${name} is a sandbox`, () => {
    const { run, check } = shared(make);

    it("returns what the program returns", async () => {
      const program = subject("export function subject(n: number): number { return n * 2; }");
      expect(await run(program, [21])).toMatchObject({ kind: "value", value: 42, logs: [], toolCalls: [] });
    });

    it("awaits what the program promises", async () => {
      const program = subject(
        "export async function subject(n: number): Promise<number> { return n + (await 1); }",
      );
      expect(await run(program, [1])).toMatchObject({ kind: "value", value: 2 });
    });

    it("makes an error of what the program throws, whatever it is called", async () => {
      const thrown = `Object.assign(new Error("Isolate was disposed: memory limit"), { name: "TimeoutError" })`;
      expect(await run(subject(`export function subject() { throw ${thrown}; }`), [1])).toMatchObject({
        kind: "error",
        name: "TimeoutError",
        message: "Isolate was disposed: memory limit",
      });
    });

    it("links skills, and skills of skills", async () => {
      const modules = {
        "#skills/twice": "export function twice(n: number): number { return n * 2; }",
        "#skills/four-times":
          'import { twice } from "#skills/twice";\nexport function fourTimes(n: number): number { return twice(twice(n)); }',
      };
      const source =
        'import { fourTimes } from "#skills/four-times";\nexport function subject(n: number): number { return fourTimes(n) + 1; }';
      expect(await run(subject(source, { modules }), [5])).toMatchObject({ kind: "value", value: 21 });
      expect(await check(subject(source, { modules }))).toEqual({
        diagnostics: [],
        imports: ["#skills/four-times"],
      });
    });

    it("finds nothing wrong with a good program, and the import that is not linked in a bad one", async () => {
      const good = subject("export function subject(n: number): number { return n; }");
      expect(await check(good)).toEqual({ diagnostics: [], imports: [] });
      const source =
        'import { gone } from "#skills/gone";\nexport function subject(n: number): number { return gone(n); }';
      const { diagnostics, imports } = await check(subject(source));
      expect(imports).toEqual(["#skills/gone"]);
      expect(diagnostics.map(({ line }) => line)).toContain(1);
    });

    it("does not start what was cancelled before", async () => {
      const program = subject("export function subject(n: number): number { return n; }");
      expect(await run(program, [1], { signal: AbortSignal.abort() })).toMatchObject({ kind: "cancelled" });
    });
  });
}

/** What a sandbox must do that runs programs nobody trusts: types, tools, limits and walls. */
export function isolationConformance(name: string, make: MakeSandbox): void {
  describe(`${name} isolates`, () => {
    typeChecks(make);
    toolCalls(make);
    outcomes(make);
    walls(make);
    limitsConformance(make);
    rightsConformance(make);
    recordConformance(make);
  });
}

function typeChecks(make: MakeSandbox): void {
  const { check } = shared(make, { tools: exampleTools() });

  it("checks the types of the program", async () => {
    const { diagnostics } = await check(
      subject("export function subject(n: number): number {\n  return n.length;\n}"),
    );
    const [first] = diagnostics;
    expect(first).toMatchObject({ line: 2, column: 12, sourceLine: "  return n.length;", code: 2339 });
  });

  it("checks the signature, and lets the function be async", async () => {
    const wrong = await check(subject("export function subject(text: string): string { return text; }"));
    expect(wrong.diagnostics).toMatchObject([{ line: 1, column: 17 }]);
    const promised = await check(
      subject("export async function subject(n: number): Promise<number> { return n; }"),
    );
    expect(promised.diagnostics).toEqual([]);
  });

  it("checks the use of tools", async () => {
    const good = adding("{ by: n }");
    expect(await check(good)).toEqual({ diagnostics: [], imports: ["#tools/counter"] });
    const other = await check(good, { tools: { other: exampleTools()["counter"] ?? {} } });
    expect(other.diagnostics[0]?.message).toContain("#tools/other");
    expect((await check({ ...good, grants: { subject: ["counter.fail"] } })).diagnostics).not.toEqual([]);
    expect((await check({ ...good, grants: { subject: ["counter.add"] } })).diagnostics).toEqual([]);
    const bad = adding('{ by: "n" }');
    expect((await check(bad)).diagnostics).toMatchObject([{ line: 3, code: 2322 }]);
  });

  it.each([
    ["any", "export function subject(n: any): number { return n; }"],
    ["a second export", "export const other = 1;\nexport function subject(n: number): number { return n; }"],
    ["a silenced checker", 'export function subject(n: number): number {\n  // @ts-ignore\n  return "n";\n}'],
    ["another name", "export function other(n: number): number { return n; }"],
    [
      "a global declaration",
      "declare global { var x: number }\nexport function subject(n: number): number { return n; }",
    ],
    [
      "import()",
      'export async function subject(n: number): Promise<number> { await import("#skills/x"); return n; }',
    ],
  ])("refuses %s", async (_, source) => {
    expect((await check(subject(source))).diagnostics).not.toEqual([]);
  });

  it("says where the syntax is wrong", async () => {
    const { diagnostics, imports } = await check(
      subject("export function subject(n: number): number {\n  return (n;\n}"),
    );
    expect(diagnostics[0]).toMatchObject({ line: 2, column: 12 });
    expect(imports).toEqual([]);
  });
}

function toolCalls(make: MakeSandbox): void {
  const { run } = shared(make);
  it("calls tools and records the calls", async () => {
    const outcome = await run(using("return await add({ by: n }) + await add({ by: 1 });"), [2], {
      tools: exampleTools(),
    });
    expect(outcome).toMatchObject({ kind: "value", value: 2 + 3 });
    const made = { tool: "counter.add", by: "subject", effect: "write", ok: true };
    expect(outcome.toolCalls).toMatchObject([
      { ...made, input: { by: 2 }, output: 2 },
      { ...made, input: { by: 1 }, output: 3 },
    ]);
  });

  it("runs calls side by side", async () => {
    // `meet` returns to nobody until three are there.
    const body = "return await Promise.all([meet(null), meet(null), meet(null)]);";
    expect(await run(using(body), [0], { tools: exampleTools() })).toMatchObject({ value: [3, 3, 3] });
  });

  it("gives a tool's failure to the program as an error with data", async () => {
    const body =
      "try { await fail(null); } catch (error) { return [error.name, error.message, error.data]; }";
    const outcome = await run(using(body), [0], { tools: exampleTools() });
    expect(outcome).toMatchObject({
      kind: "value",
      value: ["ToolFailure", "out of wood", { missing: "wood" }],
    });
    const output = { name: "ToolFailure", message: "out of wood", data: { missing: "wood" } };
    expect(outcome.toolCalls).toMatchObject([{ tool: "counter.fail", ok: false, output }]);
  });

  it("does not call a tool with an input that its schema refuses", async () => {
    const body =
      'try { await add({ by: "two" }); } catch (error) { return [error.name, error.data[0].path]; }';
    expect(await run(using(body), [0], { tools: exampleTools() })).toMatchObject({
      kind: "value",
      value: ["ToolInputError", "by"],
    });
  });

  it("denies tools that were not granted", async () => {
    expect(await run(using("return n;"), [0])).toMatchObject({ kind: "denied", specifier: "#tools/counter" });
    const other = subject(
      'import { drop } from "#tools/counter";\nexport function subject() { return drop; }',
    );
    expect(await run(other, [0], { tools: exampleTools() })).toMatchObject({
      kind: "denied",
      specifier: "#tools/counter.drop",
    });
  });

  it("stops at the limit of calls", async () => {
    const body = "try { for (let i = 0; i < 9; i++) await add({ by: 1 }); } catch {}\nreturn 1;";
    const outcome = await run(using(body), [0], { tools: exampleTools(), limits: { toolCalls: 3 } });
    expect(outcome).toMatchObject({ kind: "limit", limit: "toolCalls", allowed: 3 });
    expect(outcome.toolCalls).toHaveLength(3);
  });
}

function outcomes(make: MakeSandbox): void {
  const { run } = shared(make);

  it("points errors into the TypeScript of the program and of its skills", async () => {
    const modules = {
      "#skills/check":
        "interface Unused { n: number }\nexport function check(n: number): never {\n  throw new RangeError(`${n}`);\n}",
    };
    const source =
      'import { check } from "#skills/check";\ntype N = number;\nexport function subject(n: N): number {\n  return check(n satisfies N);\n}';
    expect(await run(subject(source, { modules }), [1])).toMatchObject({
      kind: "error",
      name: "RangeError",
      stack: ["#skills/check:3:9", "subject.ts:4:10"],
    });
  });

  it("reports a program that does not parse as type-error with its line", async () => {
    expect(await run(subject("export function subject(n: number) {\n  return (n;\n}"), [1])).toMatchObject({
      kind: "type-error",
      diagnostics: [{ line: 2, sourceLine: "  return (n;" }],
    });
  });

  it.each([
    ["undefined", "undefined", "undefined"],
    ["NaN in an array", "[1, 2, NaN]", "NaN at [2]"],
    ["Infinity in an object", "{ a: [Infinity] }", "Infinity at .a[0]"],
    ["undefined in an array", "[undefined]", "undefined at [0]"],
    ["a function", "() => 1", "a function"],
    ["a BigInt", "[1n]", "a BigInt at [0]"],
    ["a Map", "{ m: new Map() }", "a Map at .m"],
    ["a cycle", "(() => { const a = {}; a.a = a; return a; })()", "a value that contains itself at .a"],
  ])("calls a result that JSON would lose an error: %s", async (_, value, what) => {
    const outcome = await run(subject(`export function subject() { return ${value}; }`), [1]);
    expect(outcome).toMatchObject({ kind: "error", message: `returned ${what}` });
  });

  it("keeps console lines up to the limit", async () => {
    const source =
      'export function subject(n: number) { for (let i = 0; i < n; i++) console.log("line", i); return n; }';
    const all = await run(subject(source), [3]);
    expect(all).toMatchObject({ kind: "value", logs: ["line 0", "line 1", "line 2"], logsCut: false });
    const cut = await run(subject(source), [10_000], { limits: { logBytes: 20 } });
    expect(cut).toMatchObject({ kind: "value", logs: ["line 0", "line 1", "line "], logsCut: true });
  });

  it("denies modules that are not linked", async () => {
    for (const specifier of ["node:fs", "fs", "#skills/gone", "./x.ts", "../../x.ts", "portolan:hook"]) {
      const source = `import * as x from "${specifier}";\nexport function subject() { return typeof x; }`;
      expect(await run(subject(source), [1])).toMatchObject({ kind: "denied", specifier });
    }
  });

  it("stops at the limits of sources, arguments and results", async () => {
    const source = "export function subject(text: string) { return text + text; }";
    const limit = async (limits: RunOptions["limits"]) => run(subject(source), ["é".repeat(100)], { limits });
    expect(await limit({ sourceBytes: 10 })).toMatchObject({
      kind: "limit",
      limit: "sourceBytes",
      allowed: 10,
    });
    expect(await limit({ argumentBytes: 150 })).toMatchObject({ kind: "limit", limit: "argumentBytes" });
    expect(await limit({ resultBytes: 350 })).toMatchObject({ kind: "limit", limit: "resultBytes" });
    expect(await limit({})).toMatchObject({ kind: "value" });
  });
}

function walls(make: MakeSandbox): void {
  const { run } = shared(make);

  it.each([
    ["a loop", "while (true);"],
    ["a loop after an await", "await 1; while (true);"],
    ["a promise that never settles", "await new Promise(() => {});"],
  ])("stops %s at the wall time", async (_, body) => {
    const program = subject(`export async function subject() { ${body} }`);
    expect(await run(program, [1], { limits: { wallMs: 150 } })).toMatchObject({
      kind: "timeout",
      limitMs: 150,
    });
  });

  it("stops a program that is cancelled", async () => {
    const controller = new AbortController();
    const running = run(subject("export function subject() { while (true); }"), [1], {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    expect(await running).toMatchObject({ kind: "cancelled" });
  });

  it("stops a program that takes too much memory", async () => {
    const source =
      "export function subject() { const all = []; while (true) all.push(new Array(10_000).fill(1.5)); }";
    expect(await run(subject(source), [1], { limits: { memoryMb: 64 } })).toMatchObject({
      kind: "memory",
      limitMb: 64,
    });
  });

  it("lets nothing pass from one run to the next", async () => {
    const source = `export function subject() {
      const seen = [globalThis.mark, Object.prototype.mark, Symbol.for("mark").description, Array.prototype.map.mark];
      const deeds = [
        () => { globalThis.mark = 1; },
        () => { Object.prototype.mark = 1; },
        () => { Array.prototype.map.mark = 1; },
        () => { Array.prototype.push = () => { throw new Error("poisoned"); }; },
      ];
      // A sandbox may refuse them; what it lets happen must be gone in the next run.
      for (const deed of deeds) try { deed(); } catch {}
      return seen.map((one) => one ?? null);
    }`;
    const clean = { kind: "value", value: [null, null, "mark", null] };
    expect(await run(subject(source), [1])).toMatchObject(clean);
    expect(await run(subject(source), [1])).toMatchObject(clean);
  });

  it("gives random numbers and times that differ between runs", async () => {
    const program = subject("export function subject() { return [Math.random(), Date.now()]; }");
    expect(valueOf(await run(program, [1]))).not.toEqual(valueOf(await run(program, [1])));
  });
}
