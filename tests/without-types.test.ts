import {
  callAll,
  equalJson,
  functionNameOf,
  type LinkedProgram,
  linkSkill,
  withoutTypes,
} from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

/** A program whose function is in a module that no types are stripped from. */
async function asJavaScript(program: LinkedProgram): Promise<LinkedProgram | undefined> {
  const [tree] = await sandbox.parse([program.source]);
  if (!tree) throw new Error(`It does not parse: ${program.source}`);
  const plain = withoutTypes(tree);
  if (!plain) return undefined;
  expect(plain.source).toHaveLength(program.source.length);
  const name = functionNameOf(program.name);
  return {
    ...program,
    source: `export { ${name} } from "#program/plain.js";`,
    modules: { ...program.modules, "#program/plain.js": plain.source },
  };
}

const program = (source: string): LinkedProgram => ({
  name: "f",
  signature: "(n: number) => unknown",
  source,
  modules: {},
});

describe("a program without its types", () => {
  it.each<[string, string]>([
    [
      "annotations",
      "export function f(n: number, more?: string[]): number[] { const a: number[] = [n]; return a; }",
    ],
    [
      "generics",
      "function g<T extends number>(x: T): T { return x; }\nexport const f = (n: number): number => g<number>(n);",
    ],
    ["claims", "export function f(n: number): number { return (n as unknown as number)! satisfies number; }"],
    [
      "declarations",
      "type A = { a: number }\ninterface B { b?: A }\nexport function f(n: number): A { return { a: n } }",
    ],
    [
      "no semicolons",
      "let a = 1\ntype A = number\nlet b = 2\n;[b].forEach((x: A) => { a += x })\nexport const f = (n: number) => a + n",
    ],
    [
      "overloads",
      "function g(x: number): number;\nfunction g(x: string): string;\nfunction g(x: unknown): unknown { return x; }\nexport const f = (n: number) => g(n);",
    ],
    [
      "guards",
      "const is = (x: unknown): x is number => typeof x === 'number';\nexport const f = (n: number) => is(n) ? n < 2 : n > 3;",
    ],
    [
      "patterns",
      "export function f(n: number) { const [a, b]: [number, number?] = [n]; let c!: number; for (const d of [1] as number[]) c = d; return [a, b ?? c]; }",
    ],
    [
      "marks",
      "export async function f(n: number, ...rest: readonly number[]): Promise<number> { const m = new Map<string, Array<number>>(); try { return m.get('a')![0] ?? n; } catch (e: unknown) { return n ? 1 : 2; } }",
    ],
    ["words in texts", "export const f = (n: number) => `${n as number} as number: string`;"],
  ])("does the same: %s", async (_, source) => {
    const typed = program(source);
    const plain = await asJavaScript(typed);
    if (!plain) throw new Error("It was refused.");
    const inputs = [[0], [1], [5]];
    expect(await callAll(sandbox, plain, inputs)).toEqual(await callAll(sandbox, typed, inputs));
  });

  it.each<[string, string]>([
    ["what has values of its own", "enum E { a = 1 }\nexport const f = (n: number) => E.a + n;"],
    [
      "classes",
      "class A { constructor(readonly a: number) {} }\nexport const f = (n: number) => new A(n).a;",
    ],
    [
      "a line that would go on",
      "export function f(n: number) { let a: number\n(() => { a = n })()\nreturn a }",
    ],
    ["an arrow on a line of its own", "export const f = (n: number): number\n | string => n;"],
    [
      "type parameters on lines of their own",
      "export const f = async (n: number) => { const g = async <\n  T,\n>(x: T) => x; return g(n); };",
    ],
    ["an arrow after another end of a line", "export const f = (n: number)\r: number => n;"],
    ["claims in front", "export const f = (n: number) => <number>n;"],
  ])("is refused: %s", async (_, source) => {
    expect(await asJavaScript(program(source))).toBeUndefined();
  });

  it("is what it was, for the shipped skills", async () => {
    const root = fileURLToPath(new URL("../skills-store", import.meta.url));
    await using store = await openSkillStore({ root, readOnly: true });
    let plain = 0;
    const skills = (await store.list()).slice(0, 25);
    for (const skill of skills) {
      const linked = await linkSkill(skill, store);
      const bare = linked && (await asJavaScript(linked));
      if (!bare) continue;
      plain++;
      const calls = [...skill.evals.examples, ...skill.evals.cases];
      const results = await callAll(
        sandbox,
        bare,
        calls.map(({ input }) => input),
      );
      expect(calls.every(({ output }, i) => results[i]?.ok && equalJson(results[i].value, output))).toBe(
        true,
      );
    }
    expect(plain).toBeGreaterThan(skills.length * 0.9);
  });
});
