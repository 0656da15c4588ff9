import type { LinkedProgram } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { TypeChecker } from "./type-checker.ts";

const tool = { description: "", input: z.string(), output: z.string(), effect: "read" as const };
const checker = new TypeChecker(5_000, { files: { readText: { ...tool, call: async () => "" } } });
afterAll(() => checker.dispose());

const f = "export function f(n: number): number { return n; }";
const program = (source: string, changes: Partial<LinkedProgram> = {}): LinkedProgram => {
  return { name: "f", signature: "(n: number) => number", source, modules: {}, ...changes };
};
const fine = { diagnostics: [], imports: [] };
const times = (count: number, text: string) => text.repeat(count);
const around = (count: number, open: string, close: string) => `${open.repeat(count)}1${close.repeat(count)}`;
const union = (count: number) => Array.from({ length: count }, (_, i) => `"${i}"`).join("|");
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

async function isRefused(attack: LinkedProgram, message: RegExp | string): Promise<void> {
  const { diagnostics } = await checker.check(attack);
  const messages = diagnostics.map((one) => one.message);
  expect(messages.join("\n")).toMatch(message);
  expect(diagnostics.length).toBeLessThanOrEqual(20);
  expect(JSON.stringify(diagnostics).length).toBeLessThan(40_000);
  expect(messages.join("\n")).not.toMatch(/root:|\/portolan\/|panic/);
  expect(await checker.check(program(f))).toEqual(fine);
}

async function isFine(harmless: LinkedProgram): Promise<void> {
  expect((await checker.check(harmless)).diagnostics).toEqual([]);
  expect(await checker.check(program(f))).toEqual(fine);
}

describe("a source that is built to break a parser is refused, and the next one is checked", () => {
  it.each<[string, string, RegExp]>([
    ["round brackets", times(20_000, "("), /expected/],
    ["square brackets", times(20_000, "["), /expected/],
    ["braces", times(20_000, "{"), /expected/],
    ["closed brackets", `const x = ${around(20_000, "(", ")")};`, /nested too deeply/],
    ["lists", `const x = ${around(20_000, "[", "]")};`, /nested too deeply/],
    ["objects", `const x = ${around(20_000, "{a:", "}")};`, /nested too deeply/],
    ["blocks", `${f} function g() ${times(20_000, "{")}${times(20_000, "}")}`, /nested too deeply/],
    ["functions", `const x = ${around(10_000, "() => (", ")")};`, /nested too deeply/],
    ["generics", `type A = ${around(4_000, "Array<", ">")};`, /nested too deeply/],
    ["types in brackets", `type A = ${around(20_000, "(", ")")};`, /nested too deeply/],
    ["templates", `const x = ${around(8_000, "`${", "}`")};`, /nested too deeply/],
    ["conditions", `const x = ${times(100_000, "1?1:")}1;`, /nested too deeply/],
    ["a long sum", `const x = ${times(250_000, "1+")}1;`, /nested too deeply/],
    ["a long chain", `const x = a${times(12_000, ".b")};`, /nested too deeply/],
    ["too long a source", `${f}//${times(600_000, "x")}`, /too long to be checked/],
    ["a template without an end", `${f} const x = \``, /Unterminated template/],
    ["a comment without an end", `${f} /*`, /expected/],
    ["a pattern without an end", `${f} const x = /a`, /Unterminated regular expression/],
    ["null bytes in code", `${f}\0\0`, /Invalid character/],
    ["half a surrogate pair", `${f} const x = "\ud800";`, /half of a surrogate pair/],
    ["JSX", `${f} const x = <b>1</b>;`, /Unterminated regular expression/],
    ["other languages", "#include <stdio.h>\nint main() { return 0; }", /./],
  ])("%s", async (_, source, message) => {
    await isRefused(program(source), message);
  });
});

describe("a source that is built to break a type checker is refused, and the next one is checked", () => {
  it.each<[string, string, RegExp]>([
    [
      "unions of templates",
      `type D = ${union(10)}; type T = \`\${D}\${D}\${D}\${D}\`; type U = \`\${T}\${T}\`; ${f}`,
      /too complex/,
    ],
    [
      "endless types",
      `type G<T> = T extends infer U ? G<[U, U]> : never; const g: G<1> = 1; ${f}`,
      /infinite|too complex|not assignable/,
    ],
    [
      "endless mapped types",
      `type F<T> = { [K in keyof T]: F<F<T>> }; const q: F<{ a: 1 }>["a"]["a"] = 1; ${f}`,
      /./,
    ],
    [
      "circles",
      `type A = B; type B = A; interface C extends D {} interface D extends C {} ${f}`,
      /circular|recursively/,
    ],
    ["a huge union", `type U = ${union(50_000)}; const u: U = 1; ${f}`, /not assignable/],
    ["a huge name", `const ${times(400_000, "a")}: string = 1; ${f}`, /not assignable/],
    ["many complaints", times(30_000, "zz;"), /top level/],
    ["many silencers", times(30_000, "//@ts-ignore\n"), /@ts-ignore is not allowed/],
    [
      "10,000 imports",
      `${lines(10_000, (i) => `import x${i} from "#skills/x${i}";`)}\n${f}`,
      /no module "#skills\/x0"/,
    ],
  ])("%s", async (_, source, message) => {
    await isRefused(program(source), message);
  });
});

describe("a source cannot read what is not its own", () => {
  it.each<[string, string, RegExp]>([
    ["by a reference", `/// <reference path="/etc/passwd" />\n${f}`, /<reference> is not allowed/],
    ["by an import", `import x from "/etc/passwd";\n${f}`, /no module "\/etc\/passwd"/],
    ["by an import of JSON", `import x from "/etc/os-release" with { type: "json" };\n${f}`, /no module/],
    ["by the type of an import", `type P = import("/etc/passwd");\n${f}`, /import\(…\) is not allowed/],
    ["by an import that is a call", `const p = import("/etc/passwd");\n${f}`, /import\(…\) is not allowed/],
    ["of our files", `import { g } from "./contract.ts";\n${f}`, /no module "\.\/contract\.ts"/],
    ["of our files, by a way around", `import c from "#skills/../../contract";\n${f}`, /no module/],
    ["of packages", `import ts from "typescript";\n${f}`, /no module "typescript"/],
    ["by exporting it", `export * from "/etc/passwd";\n${f}`, /Only f may be exported/],
  ])("%s", async (_, source, message) => {
    await isRefused(program(source), message);
  });
});

describe("a source cannot change what it is checked by", () => {
  it.each<[string, string, RegExp]>([
    ["by silence", `// @ts-nocheck\n${f}`, /@ts-nocheck is not allowed/],
    ["by silence in other letters", `//\u00a0\t@TS-NoCheck : x\n${f}`, /@TS-NoCheck is not allowed/],
    ["by globals", `${f}\ndeclare global { interface Number { x: 1 } }`, /declare global/],
    [
      "by modules",
      `${f}\ndeclare module "#tools/files" { export function readText(): number; }`,
      /declare module/,
    ],
    ["by export =", `${f}\nexport = f;`, /Only f may be exported/],
    [
      "by a type of its name",
      "export type f = (n: number) => number;",
      /only refers to a type|no exported member|is a type/,
    ],
    [
      "by another function of its name",
      "const g = (): string => '';\nexport { g as f };",
      /does not satisfy/,
    ],
    ["by a declaration alone", "export declare function f(n: number): number;", /declare is not allowed/],
    ["by an overload alone", "export function f(n: number): number;", /implementation is missing/],
    ["by what the language has", "export { eval as f };", /Cannot export 'eval'/],
    ["by decorators", `${f}\n@(f as unknown as ClassDecorator) class C {}`, /Decorators are not allowed/],
  ])("%s", async (_, source, message) => {
    await isRefused(program(source), message);
  });

  it.each([
    ["names of the contract", `type Signature = string; type OrPromise<F> = F; const satisfies = 1;\n${f}`],
    ["a byte order mark", `\ufeff${f}`],
    ["a hashbang", `#!/usr/bin/env node\n${f}`],
    ["characters that turn text around", `${f} const s = "\u202e"; // \u2066`],
    ["a null byte in a text", `${f} const s = "\0";`],
    ["using", "export function f(n: number): number { using x = null; return x ?? n; }"],
  ])("and may have %s", async (_, source) => {
    await isFine(program(source));
  });
});

describe("a signature is a type and nothing else", () => {
  it.each(
    [
      "(n: number) => number; export const x = 1",
      "number; type Other = string",
      "(n: number) => number /*",
      "(n: number) => number // @ts-ignore",
      "(n: number) => `",
      "any;\n// @ts-nocheck\ntype X = 1",
      '(n: number) => number;\nimport x from "/etc/passwd"',
      "}",
      "",
      "(".repeat(5_000),
      "x".repeat(20_000),
      "(n: number) => \ud800",
    ].map((signature) => [signature.slice(0, 60).toWellFormed(), signature]),
  )("%j", async (_, signature) => {
    await isRefused(program(f, { signature }), /signature is|surrogate/);
  });

  it("that names files reads none", async () => {
    await isRefused(program(f, { signature: 'typeof import("/etc/passwd")' }), /signature is not a type/);
  });

  it("and neither is a name", async () => {
    await isRefused(program(f, { name: 'f } from "/etc/passwd"; import { x' }), /no name of a function/);
  });
});

describe("a module is only what its specifier says", () => {
  const other = "export const x: string = 'stolen';";
  it.each([
    ["#skills/../../program", /no module/],
    ["#skills/../x", /no module/],
    ["#skills//x", /no module/],
    ["#skills\\x", /no module/],
    ["/etc/contract.ts", /no module/],
    ["__proto__", /no module/],
    ["constructor", /no module/],
  ])("%s is not found", async (specifier, message) => {
    const modules = JSON.parse(`{${JSON.stringify(specifier)}: ${JSON.stringify(other)}}`) as Record<
      string,
      string
    >;
    const source = `import { x } from ${JSON.stringify(specifier)};\nvoid x;\n${f}`.replace("void x;\n", "");
    await isRefused(program(source, { modules }), message);
  });

  it("does not stand in for a tool", async () => {
    const source =
      'import { readText } from "#tools/files";\nexport const f = (n: number): number => readText(n);';
    const modules = { "#tools/files": "export const readText = (n: number): number => n;" };
    await isRefused(program(source, { modules }), /not assignable/);
  });

  it("holds what breaks TypeScript without harm", async () => {
    const modules = {
      "#skills/x": `export const x = (n: number): number => n; // \ud800${times(4_000, "[")}`,
    };
    await isFine(
      program('import { x } from "#skills/x";\nexport const f = (n: number): number => x(n);', { modules }),
    );
  });

  it("changes nothing of this process", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});
