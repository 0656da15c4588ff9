import { attempt, orThrow } from "./compile.ts";
import { compiledOf, type Entry } from "./entry.ts";
import type { Instance } from "./instances.ts";
import type { LambdaSource } from "./scope.ts";
import type { Value } from "./value.ts";

/** The values of an operation on each row, or `undefined` when it fails on one. */
export function evaluateRows(
  evaluate: (...args: never[]) => Value | undefined,
  args: readonly Entry[],
  rows: number,
): Value[] | undefined {
  const run = evaluate as (...args: Value[]) => Value | undefined;
  const [a, b, c, d] = args.map((entry) => entry.values) as [Value[], Value[], Value[], Value[]];
  const arity = args.length;
  const values: Value[] = [];
  try {
    for (let row = 0; row < rows; row++) {
      let value: Value | undefined;
      if (arity === 1) value = run(a[row] as Value);
      else if (arity === 2) value = run(a[row] as Value, b[row] as Value);
      else if (arity === 3) value = run(a[row] as Value, b[row] as Value, c[row] as Value);
      else value = run(a[row] as Value, b[row] as Value, c[row] as Value, d[row] as Value);
      if (value === undefined) return undefined;
      values.push(value);
    }
  } catch {
    return undefined;
  }
  return values;
}

/** Applies a lambda whose value is known for every item of the list. */
export function applyRows(
  instance: Instance,
  list: Entry,
  body: Entry,
  firstRow: number[],
): Value[] | undefined {
  const values: Value[] = [];
  let base = 0;
  const look = (_: Value, i: number): Value => body.values[base + i] as Value;
  for (let row = 0; row < list.values.length; row++) {
    base = firstRow[row] as number;
    const value = attempt(instance.operator.evaluate, [list.values[row], look]);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Applies a lambda to a list it was not enumerated over, by running it. */
export function applyCompiled(
  instance: Instance,
  list: Entry,
  body: Entry,
  source: LambdaSource,
): Value[] | undefined {
  const run = compiledOf(body);
  const environment: (Value | undefined)[] = [];
  const apply = (item: Value, i: number): Value => {
    environment[source.element.slot] = item;
    environment[source.index.slot] = i;
    return orThrow(run(environment));
  };
  const values: Value[] = [];
  for (let row = 0; row < list.values.length; row++) {
    const value = attempt(instance.operator.evaluate, [list.values[row], apply]);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
