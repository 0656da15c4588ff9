import { expect, it } from "vitest";
import type { RunOptions } from "../sandbox/sandbox.ts";
import { type MakeSandbox, shared, subject } from "./sandbox-fixtures.ts";

/** How programs end by themselves, and what is said of it. */
export function outcomeConformance(make: MakeSandbox): void {
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
