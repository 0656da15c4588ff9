import {
  type LinkedProgram,
  type Mutant,
  type MutationOperator,
  mutantsOf,
  type SyntaxTree,
} from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

async function treeOf(source: string): Promise<SyntaxTree> {
  const [tree] = await sandbox.parse([source]);
  if (!tree) throw new Error(`It does not parse: ${source}`);
  return tree;
}

const around = (expression: string): string => `export const f = (x: number, y: number[]) => ${expression};`;

/** What the operator makes of an expression. */
async function made(operator: MutationOperator, expression: string): Promise<string[]> {
  const mutants = mutantsOf(await treeOf(around(expression))).filter(
    (mutant) => mutant.operator === operator,
  );
  return mutants.map(({ source }) => source.slice(around("").length - 1, -1));
}

describe("each operator makes the mistakes it is named after", () => {
  it.each<[MutationOperator, string, string[]]>([
    ["boundary", "x < 3", ["x <= 3"]],
    ["boundary", "x >= 3", ["x > 3"]],
    ["operator", "x * 3", ["x / 3"]],
    ["operator", "x === 3", ["x !== 3"]],
    ["operator", "x && 3", ["x || 3"]],
    ["operator", "!x", ["x"]],
    ["operator", "x++", ["x--"]],
    ["constant", "x + 10", ["x + 11", "x + 9"]],
    ["constant", "x + 0", ["x + 1", "x + 2"]],
    ["constant", 'x + "ab"', ['x + ""']],
    ["constant", 'x + ""', ['x + " "']],
    ["constant", "x === true", ["x === false"]],
    ["constant", "`${x}`.replace(/a/g, y)", ["`${x}`.replace(/a/, y)"]],
    ["branch", "x ? 1 : y", ["true ? 1 : y", "false ? 1 : y"]],
    ["deletion", "y.map(g).join()", ["y.map(g)", "y.join()"]],
    ["deletion", "g(x)", ["(x)"]],
    ["argument-swap", "g(x, y)", ["g(y, x)"]],
    ["argument-swap", "x - (y + 1)", ["(y + 1) - x", "x - (1 + y)"]],
    ["argument-swap", "x - y % 2", ["(y % 2) - x", "x - 2 % y"]],
    ["argument-swap", "y.reduce((a) => a, x)", []],
    ["method", "Math.min(x)", ["Math.max(x)"]],
    ["method", "y.every(g)", ["y.some(g)"]],
  ])("%s of %s", async (operator, expression, expected) => {
    expect((await made(operator, expression)).toSorted()).toEqual(expected.toSorted());
  });

  it("leaves out statements, and takes branches that were not to be taken", async () => {
    const source = "export function f(x: number) {\n  if (x) return 1;\n  g(x);\n  return 2;\n}";
    const texts = mutantsOf(await treeOf(source)).map(
      ({ operator, from, to }) => `${operator} ${from} → ${to}`,
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        "branch x → true",
        "branch x → false",
        "deletion return 1; → ;",
        "deletion g(x); → ;",
        "deletion return 2; → ;",
      ]),
    );
  });
});

const whole = `import { g } from "#skills/g";
type Row = { kind: "a" | "b"; n: 1 };
/** Adds 1 + 2. */
export function f(rows: Row[], most: number): number {
  let total = 0; // from 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as Row;
    if (row.kind === "a" && row.n > most) continue;
    total += g(row.n, most) * 2 - 1;
  }
  return total === 0 ? -1 : Math.floor(total);
}
`;

describe("the mutants of a program", () => {
  it("change what it does, not its types, imports and comments, and still parse", async () => {
    const mutants = mutantsOf(await treeOf(whole));
    expect(mutants.length).toBeGreaterThan(25);
    for (const { source, start, end, from, to } of mutants) {
      expect(source).toBe(whole.slice(0, start) + to + whole.slice(end));
      expect(from).toBe(whole.slice(start, end));
      expect(source.slice(0, whole.indexOf("{\n"))).toBe(whole.slice(0, whole.indexOf("{\n")));
      expect(source).toContain("// from 0");
    }
    const trees = await sandbox.parse(mutants.map(({ source }) => source));
    expect(trees).not.toContain(undefined);
  });

  it("are all different, and the same each time", async () => {
    const tree = await treeOf(whole);
    const sources = mutantsOf(tree).map(({ source }) => source);
    expect(new Set([whole, ...sources]).size).toBe(sources.length + 1);
    expect(mutantsOf(tree).map(({ source }) => source)).toEqual(sources);
  });

  it("are as many as one asks for, of all operators, and the seed chooses", async () => {
    const tree = await treeOf(whole);
    const operators = (mutants: Mutant[]): string[] => [...new Set(mutants.map(({ operator }) => operator))];
    const few = mutantsOf(tree, { limit: 7 });
    expect(few).toHaveLength(7);
    expect(operators(few).toSorted()).toEqual(operators(mutantsOf(tree)).toSorted());
    expect(mutantsOf(tree, { limit: 7 })).toEqual(few);
    expect(mutantsOf(tree, { limit: 7, seed: 2 })).not.toEqual(few);
  });
});

it("costs no time limit to find out that a mutant never ends", async () => {
  const { tryMutants } = await import("@portolan/core");
  const source = `export function f(n: number): number {
  let sum = 0;
  let i = 0;
  while (i < n) { sum += i; i++; }
  do i++; while (i < n);
  for (let k = 0; k < n; k++) for (const x of [k]) sum += ((y: number) => (z: number) => y + z)(x)(1) - x
  return sum;
}`;
  const program: LinkedProgram = { name: "f", signature: "(n: number) => number", source, modules: {} };
  const tree = await treeOf(source);
  const cases = [3, 10, 0].map((n) => ({ input: [n], output: (n * (n - 1)) / 2 + n }));
  const mutants = mutantsOf(tree);
  const trial = await tryMutants(sandbox, { program, tree }, mutants, { cases, further: [[5], [6]] });
  expect(mutants.map(({ to }) => to)).toContain("--");
  expect(
    mutants.some(({ from, to }, i) => from === "i++;" && to === ";" && trial?.fates[i]?.fate === "killed"),
  ).toBe(true);
  expect(trial?.runs).toBe(1);
});
