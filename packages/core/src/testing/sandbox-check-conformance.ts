import { expect, it } from "vitest";
import { adding, exampleTools, type MakeSandbox, shared, subject } from "./sandbox-fixtures.ts";

/** What a check finds: types, the signature, what silences the checker, and where. */
export function checkConformance(make: MakeSandbox): void {
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
