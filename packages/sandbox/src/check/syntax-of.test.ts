import { syntaxTreesConformance } from "@portolan/core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox.ts";
import { TypeChecker } from "./type-checker.ts";

syntaxTreesConformance("createSandbox", () => createSandbox({ children: 1 }));

const checker = new TypeChecker(5_000, {});
afterAll(() => checker.dispose());

const good = "export function f(n: number): number { return n; }";
const around = (count: number, open: string, close: string): string =>
  `${open.repeat(count)}1${close.repeat(count)}`;

describe("a source that is built to break a parser has no tree, and the next one has", () => {
  it.each([
    ["round brackets", "(".repeat(20_000)],
    ["closed brackets", `const x = ${around(20_000, "(", ")")};`],
    ["lists", `const x = ${around(20_000, "[", "]")};`],
    ["blocks", `${"{".repeat(20_000)}${"}".repeat(20_000)}`],
    ["generics", `type A = ${around(4_000, "Array<", ">")};`],
    ["templates", `const x = ${around(8_000, "`${", "}`")};`],
    ["a long sum", `const x = ${"1+".repeat(30_000)}1;`],
    ["a long chain", `const x = a${".b".repeat(20_000)};`],
    ["brackets just too deep", `const x = ${around(250, "(", ")")};`],
    ["too many words", `const x = [${"1,".repeat(31_000)}];`],
    ["too long a source", `${good}//${"x".repeat(70_000)}`],
    ["a template without an end", `${good} const x = \``],
    ["a comment without an end", `${good} /*`],
    ["a null byte in code", `${good}\0`],
    ["half a surrogate pair", `${good} const x = "\ud800";`],
    ["another language", "#include <stdio.h>\nint main() { return 0; }"],
  ])("%s", async (_, source) => {
    const [none, tree] = await checker.parse([source, good]);
    expect(none).toBeUndefined();
    expect(tree?.root.children).toHaveLength(1);
  });

  it.each([
    [
      "types that never end",
      `type L<N, A extends unknown[] = []> = L<N, [...A, 1]>; const z: L<1> = 1; ${good}`,
    ],
    ["references to files", `/// <reference path="/etc/passwd" />\nimport x from "/etc/passwd";\n${good}`],
    ["what is no program", "declare global { var x: any } eval('1'); // @ts-nocheck"],
  ])("but %s are only looked at", async (_, source) => {
    expect((await checker.parse([source]))[0]?.source).toBe(source);
  });

  it("does not change what is checked next", async () => {
    await checker.parse(["declare global { interface Number { x: 1 } } export {};"]);
    const program = { name: "f", signature: "(n: number) => number", source: good, modules: {} };
    expect(await checker.check(program)).toEqual({ diagnostics: [], imports: [] });
    const wrong = { ...program, source: good.replace("return n", "return n.x") };
    expect((await checker.check(wrong)).diagnostics).toHaveLength(1);
  });

  it("is not waited for by whoever gave up", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(checker.parse([good], { signal: controller.signal })).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});
