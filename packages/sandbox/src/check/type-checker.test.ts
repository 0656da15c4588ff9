import type { LinkedProgram } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { TypeChecker } from "./type-checker.ts";

const checker = new TypeChecker(1_000, {});
afterAll(() => checker.dispose());

const program = (source: string, changes: Partial<LinkedProgram> = {}): LinkedProgram => {
  return { name: "first-of", signature: "(xs: number[]) => number", source, modules: {}, ...changes };
};
const good = program("export function firstOf(xs: number[]): number {\n  return xs[0] ?? 0;\n}");

const pick = (type: string) => `export function pick(xs: ${type}): number { return xs.length; }`;

describe("what a checker says", () => {
  it("is TypeScript's own complaint, at its place", async () => {
    const source = "export function firstOf(xs: number[]): number {\n\treturn xs[0];\n}";
    expect(await checker.check(program(source))).toEqual({
      imports: [],
      diagnostics: [
        {
          message:
            "Type 'number | undefined' is not assignable to type 'number'. Type 'undefined' is not assignable to type 'number'.",
          line: 2,
          column: 2,
          sourceLine: "\treturn xs[0];",
          code: 2322,
        },
      ],
    });
  });

  it("places a wrong signature at the name of the function", async () => {
    const source = "\nexport function firstOf(xs: string[]): number {\n  return xs.length;\n}";
    const { diagnostics } = await checker.check(program(source));
    expect(diagnostics).toMatchObject([{ line: 2, column: 17, code: 1360 }]);
    expect(diagnostics[0]?.message).toContain("(xs: number[]) => number | Promise<number>");
  });

  it("names a signature that is no type", async () => {
    const { diagnostics } = await checker.check(program(good.source, { signature: "(xs: Qqq[]) => number" }));
    expect(diagnostics[0]?.message).toBe("The signature is not a type: Cannot find name 'Qqq'.");
  });

  it("takes functions that are constants, exported by a list, or have fewer parameters", async () => {
    const constant = "export const firstOf = (xs: readonly number[]): number => xs[0] ?? 0;";
    const listed = "function firstOf() { return 1; }\nexport { firstOf };";
    for (const source of [constant, listed])
      expect((await checker.check(program(source))).diagnostics).toEqual([]);
  });

  it("follows modules through their relative imports, whatever they were before", async () => {
    const source =
      'import { run } from "#engine/main.ts";\nexport function firstOf(xs: number[]): number { return run(xs); }';
    const main = 'import { pick } from "./parts/pick.ts";\nexport const run = (xs: number[]) => pick(xs);';
    const modules = (type: string) => ({ "#engine/main.ts": main, "#engine/parts/pick.ts": pick(type) });
    const check = (type: string) => checker.check(program(source, { modules: modules(type) }));
    expect(await check("number[]")).toEqual({ diagnostics: [], imports: ["#engine/main.ts"] });
    const returning = pick("number[]").replace(": number {", ": string {").replace("length", "join()");
    const changed = { ...modules("number[]"), "#engine/parts/pick.ts": returning };
    expect((await checker.check(program(source, { modules: changed }))).diagnostics).toMatchObject([
      { code: 2322 },
    ]);
  });

  it("knows nothing of a module that another module names and that is not linked any more", async () => {
    const old = { "#skills/old": "export function old(): number { return 1; }" };
    const middle = 'import { old } from "#skills/old";\nexport const middle = () => old();';
    const source = 'import { middle } from "#skills/middle";\nexport const firstOf = (): number => middle();';
    const linked = program(source, { modules: { "#skills/middle": middle, ...old } });
    expect((await checker.check(linked)).diagnostics).toEqual([]);
    const text = program(source.replace(": number", ": string"), {
      modules: { "#skills/middle": middle },
      signature: "() => string",
    });
    // What is not there has no type that could be wrong.
    expect((await checker.check(text)).diagnostics).toEqual([]);
  });

  it("reads modules only up to a size", async () => {
    const modules = { "#skills/big": `export const big = 1; // ${"x".repeat(5 * 2 ** 20)}` };
    const { diagnostics } = await checker.check(program('import { big } from "#skills/big";', { modules }));
    expect(diagnostics).toMatchObject([{ message: "The type checker gave up at 4 MiB of modules." }]);
  });

  it("refuses a module of an earlier program", async () => {
    const source =
      'import { old } from "#skills/old";\nexport function firstOf(xs: number[]): number { return old(xs); }';
    const modules = { "#skills/old": "export function old(xs: number[]): number { return xs.length; }" };
    expect((await checker.check(program(source, { modules }))).diagnostics).toEqual([]);
    expect((await checker.check(program(source))).diagnostics).toMatchObject([
      { line: 1, column: 21, message: expect.stringContaining('no module "#skills/old"') },
    ]);
  });
});

describe("what a checker refuses", () => {
  it.each([
    ["as any", "export function firstOf(xs: number[]): number { return xs as any; }", "The type any"],
    ["<any>", "export function firstOf(xs: number[]): number { return <any>xs; }", "The type any"],
    ["Array<any>", "export function firstOf(xs: Array<any>): number { return xs[0]; }", "The type any"],
    ["@ts-nocheck", `// @ts-nocheck\n${good.source}`, "@ts-nocheck"],
    ["@ts-expect-error", `${good.source} /* @ts-expect-error */`, "@ts-expect-error"],
    ["/// <reference", `/// <reference lib="dom" />\n${good.source}`, "/// <reference>"],
    ["declare module", `${good.source}\ndeclare module "#skills/x" { const y: number; }`, "Namespaces"],
    ["a type export", `${good.source}\nexport type T = 1;`, "Only firstOf may be exported, not T."],
    [
      "a default export",
      `${good.source}\nexport default firstOf;`,
      "Only firstOf may be exported, not default.",
    ],
    ["export *", `${good.source}\nexport * from "#skills/x";`, "Only firstOf may be exported, not *."],
    ["import type(…)", `${good.source}\ntype T = import("#skills/x").T;`, "import(…)"],
    ["node modules", `import fs from "node:fs";\n${good.source}`, 'There is no module "node:fs"'],
    ["files", `import x from "/etc/passwd";\n${good.source}`, 'There is no module "/etc/passwd"'],
    ["enums", `enum E { A }\n${good.source}`, "erasableSyntaxOnly"],
    [
      "decorators",
      `const d = (x: unknown): void => {};\n${good.source}\n@d class C {}`,
      "Decorators are not",
    ],
    ["accessor fields", `${good.source}\nclass C { accessor x = 1; }`, "accessor is not allowed"],
    ["import defer", `import defer * as x from "#skills/x";\n${good.source}`, "import defer is not"],
    ["half a surrogate pair", `${good.source} // \ud800`, "half of a surrogate pair"],
    ["the DOM", "export function firstOf(xs: number[]): number { return document.x; }", "document"],
    ["no function", "", "The program must export a function named firstOf."],
  ])("%s", async (_, source, message) => {
    const { diagnostics } = await checker.check(program(source));
    expect(diagnostics.map((one) => one.message).join("\n")).toContain(message);
  });

  it("tells nothing of the files it names", async () => {
    const source = `/// <reference path="/etc/passwd" />\nimport text from "/etc/passwd";\nimport json from "/etc/os-release" with { type: "json" };\n${good.source}`;
    expect(JSON.stringify(await checker.check(program(source)))).not.toContain("root:");
  });
});

describe("hostile programs", () => {
  it.each([
    ["brackets", "[".repeat(4_000)],
    ["generics", `type A = ${"Array<".repeat(4_000)}1${">".repeat(4_000)};`],
    ["templates", `export const firstOf = ${"`${".repeat(8_000)}1${"}`".repeat(8_000)};`],
    [
      "a union of templates",
      "type D = '0'|'1'|'2'|'3'|'4'|'5'|'6'|'7'|'8'|'9'; type T = `${D}${D}${D}${D}${D}`; type U = `${T}${T}`;",
    ],
  ])("%s are refused", async (_, source) => {
    expect((await checker.check(program(source))).diagnostics).not.toEqual([]);
  });

  it("that keep the checker busy are given up, and the next one is checked", async () => {
    const bomb = `type L<N extends number, A extends unknown[] = []> = A["length"] extends N ? A : L<N, [...A, 1]>;
type M<A extends unknown[], B> = A extends [infer H, ...infer R] ? M<R, [B, B, H]> : B;
const z: M<L<990>, 1> = null as unknown as M<L<989>, 2>;`;
    const { diagnostics } = await checker.check(program(bomb + good.source));
    expect(diagnostics).toMatchObject([{ message: "The type checker gave up after 1000 ms.", line: 1 }]);
    expect(await checker.check(good)).toEqual({ diagnostics: [], imports: [] });
  });
});
