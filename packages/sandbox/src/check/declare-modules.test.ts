import { afterAll, describe, expect, it } from "vitest";
import { TypeChecker } from "./type-checker.ts";
import { files, Workspace } from "./workspace.ts";

const checker = new TypeChecker(5_000, {});
afterAll(() => checker.dispose());

const declared = async (source: string, others: Record<string, string> = {}) => {
  const all = await checker.declare({ "#skills/it": source, ...others });
  return all["#skills/it"];
};

describe("a skill is declared", () => {
  it.each([
    [
      "by its type, with the first sentence of its comment",
      "/** The head of xs. Or zero.\n * @param xs numbers */\nexport function it(xs: readonly number[], n = 1): number { return xs[0] ?? n; }",
      "/** The head of xs. */\nexport declare function it(xs: readonly number[], n?: number): number;\n",
    ],
    [
      "as async when it is, whatever its signature says",
      "export const it = async (n: number) => n;",
      "export declare function it(n: number): Promise<number>;\n",
    ],
    [
      "with what TypeScript infers",
      "export function it(text: string) { return text.split(',').map((part) => ({ part, size: part.length })); }",
      "export declare function it(text: string): { part: string; size: number }[];\n",
    ],
    [
      "with its type parameters",
      "export function it<T extends string>(xs: T[]): T | undefined { return xs[0]; }",
      "export declare function it<T extends string>(xs: T[]): T | undefined;\n",
    ],
    [
      "when a list exports it",
      "function first(n: number) { return n; }\nexport { first as it };",
      "export declare function it(n: number): number;\n",
    ],
    [
      "with the types it names",
      "interface Row { cells: Cell[] }\ntype Cell = string | null;\nexport function it(rows: Row[]): Cell { return rows[0]?.cells[0] ?? null; }",
      "interface Row { cells: Cell[] }\ntype Cell = string | null;\nexport {};\nexport declare function it(rows: Row[]): Cell;\n",
    ],
    [
      "vaguely when a type has no text",
      "class Point { x = 1 }\nexport function it(): Point { return new Point(); }",
      "/** Its types cannot be named outside of its module. */\nexport declare function it(...input: unknown[]): unknown;\n",
    ],
    ["when it is broken, as such", "export function it(", "// #skills/it exports no function.\nexport {};\n"],
  ])("%s", async (_, source, text) => {
    expect(await declared(source)).toBe(text);
  });

  it("with types of those it calls", async () => {
    const callee = "interface Row { next?: Row }\nexport async function other(): Promise<Row> { return {}; }";
    const source = 'import { other } from "#skills/other";\nexport const it = () => other();';
    expect(await declared(source, { "#skills/other": callee })).toBe(
      "interface Row { next?: Row }\nexport {};\nexport declare function it(): Promise<Row>;\n",
    );
  });

  it("whatever its comment holds", async () => {
    const text = await declared(`/** ${"a\u2028b ".repeat(5_000)} */\nexport const it = () => 1;`);
    expect(text).toMatch(/^\/\*\* [ab …]{1,300} \*\/\nexport declare function it\(\): number;\n$/);
  });
});

it("a library is declared whole, the same each time", async () => {
  const library = Object.fromEntries(
    Array.from({ length: 130 }, (_, i) => [`#skills/s${i}`, `export const s${i} = (n: number) => n + ${i};`]),
  );
  const once = await checker.declare(library);
  expect(Object.keys(once)).toEqual(Object.keys(library).toSorted());
  expect(once["#skills/s129"]).toBe("export declare function s129(n: number): number;\n");
  const backwards = Object.fromEntries(Object.entries(library).toReversed());
  expect(JSON.stringify(await checker.declare(backwards))).toBe(JSON.stringify(once));
});

it("a module that the checker gives up does not spoil the others", async () => {
  const quick = new TypeChecker(400, {});
  const bomb = `type L<N extends number, A extends unknown[] = []> = A["length"] extends N ? A : L<N, [...A, 1]>;
type M<A extends unknown[], B> = A extends [infer H, ...infer R] ? M<R, [B, B, H]> : B;
export const bomb = () => null as unknown as M<L<990>, 1>;`;
  const all = await quick.declare({ "#skills/bomb": bomb, "#skills/ok": "export const ok = () => 1;" });
  expect(all).toEqual({
    "#skills/bomb":
      "// #skills/bomb has no declaration: the type checker gave up after 400 ms.\nexport {};\n",
    "#skills/ok": "export declare function ok(): number;\n",
  });
  await quick.dispose();
});

it("what is declared is TypeScript without any", async () => {
  const sources = [
    "export function it({ a, b = 2 }: { a: number; b?: number }, ...more: string[]) { return { a, b, more }; }",
    "export const it = (key: `${string}-${number}`) => [key, 1] as const;",
    "export function it(n: number): number;\nexport function it(n: string): string;\nexport function it(n: unknown) { return n; }",
    "export async function* it(n: number) { yield n; }",
    "export const it = <const T extends readonly unknown[]>(xs: T) => new Map([[xs.length, xs]]);",
    "type Tree<T> = { value: T; inner: Tree<T>[] };\nexport const it = (tree: Tree<'\\n'>) => tree.inner.map((one) => one.value);",
    "interface Options { /** How // many. */ most: number }\nexport const it = (options?: Options) => options ?? null;",
    "export const it = (text: unknown): text is string => typeof text === 'string';",
    "export const it = (f: (this: Date, n: number) => void) => f.length;",
  ];
  const modules = Object.fromEntries(sources.map((source, i) => [`#skills/s${i}`, source]));
  const workspace = new Workspace();
  for (const text of Object.values(await checker.declare(modules))) {
    const { program } = workspace.update({ written: [], removed: [] }, { roster: text });
    expect([
      ...program.getSyntacticDiagnostics(files.roster),
      ...program.getSemanticDiagnostics(files.roster),
    ]).toEqual([]);
    expect(text).toMatch(/^export declare function it/m);
    expect(text).not.toMatch(/\bany\b|Its types/);
  }
  workspace.dispose();
});
