import type { Json } from "../../../json/json.ts";
import type { Literal } from "./search.ts";
import { marksOf, textsOf } from "./text-literals.ts";
import type { Value } from "./value.ts";

/** As in a request. */
export interface Example {
  input: Json[];
  output: Json;
}

const everyday: readonly [number, number][] = [
  [0, 2],
  [1, 2],
  [2, 3],
  [-1, 4],
  [3, 4],
  [4, 5],
  [5, 5],
  [10, 6],
  [-2, 6],
  [6, 7],
  [7, 7],
  [8, 7],
  [9, 7],
  [-3, 8],
];

/** The literals programs may use: small numbers, and what the examples show. With few examples they are dearer: they fit by chance. */
export function literalsOf(examples: readonly Example[], withText: boolean): Literal[] {
  const literals = new Map<Value, number>();
  const add = (value: Value, cost: number): void => {
    if ((literals.get(value) ?? Infinity) > cost) literals.set(value, cost);
  };
  const chance = withText ? doubt(examples.length) : 0;
  for (const [value, cost] of everyday) add(value, cost + (Math.abs(value) > 2 ? chance : 0));
  for (const value of numbersOf(examples)) add(value, 5 + chance);
  if (withText)
    for (const [value, cost] of textsOf(examples))
      add(value, cost + (/[A-Za-z0-9]/.test(value) ? chance : 0));
  return [...literals].map(([value, cost]) => ({ value, cost }));
}

/** The few literals that join skills to one another: small numbers, and the marks that examples share, at a low price. */
export function glueLiterals(examples: readonly Example[], withText: boolean): Literal[] {
  const numbers: [Value, number][] = [
    [0, 1],
    [1, 2],
    [-1, 2],
    [2, 3],
    [10, 5],
  ];
  const literals: [Value, number][] = withText ? [...numbers, ...marksOf(examples)] : numbers;
  return literals.map(([value, cost]) => ({ value, cost }));
}

/** Bits to add for a literal that only few examples support. */
export function doubt(examples: number): number {
  return examples <= 1 ? 6 : examples === 2 ? 4 : examples === 3 ? 2 : 0;
}

/** Numbers that occur in all outputs but not in all inputs. */
function numbersOf(examples: readonly Example[]): number[] {
  const outputs = examples.map(({ output }) => new Set(leavesOf(output))).filter((leaves) => leaves.size > 0);
  const inputs = examples.map(({ input }) => new Set(leavesOf(input)));
  const shared = [...(outputs[0] ?? [])].filter((leaf) => outputs.every((leaves) => leaves.has(leaf)));
  return shared
    .filter((leaf) => typeof leaf === "number" && !inputs.every((leaves) => leaves.has(leaf)))
    .slice(0, 12) as number[];
}

/** The numbers, texts and truth values in a value. */
export function leavesOf(value: Json): Json[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leavesOf);
}
