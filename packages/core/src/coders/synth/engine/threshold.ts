import { callOf, constantOf, numberCost } from "./build.ts";
import type { Entry } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { TypeId } from "./type-table.ts";

/** A condition and what it costs. */
export interface Condition {
  expression: Expression;
  cost: number;
}

/** A comparison of a number with a constant that holds on the rows `yes` and on none of `no`, if there is one. */
export function separate(
  entry: Entry,
  yes: readonly number[],
  no: readonly number[],
  booleanId: TypeId,
  numberId: TypeId,
): Condition | undefined {
  if (yes.length === 0 || no.length === 0) return undefined;
  const values = entry.values as number[];
  const [smallestYes, largestYes] = spread(values, yes);
  const [smallestNo, largestNo] = spread(values, no);
  const compare = (name: string, constant: number, flip: boolean): Condition => {
    const literal = constantOf(numberId, constant);
    const args = flip ? [literal, entry.expression] : [entry.expression, literal];
    return { expression: callOf(name, booleanId, ...args), cost: entry.cost + 3 + numberCost(constant) };
  };
  if (smallestYes === largestYes && no.every((row) => values[row] !== smallestYes))
    return compare("equals", smallestYes, false);
  if (smallestNo === largestNo && yes.every((row) => values[row] !== smallestNo)) {
    const same = compare("equals", smallestNo, false);
    return { expression: callOf("not", booleanId, same.expression), cost: same.cost + 2 };
  }
  if (smallestYes > largestNo) return compare("less", roundest(largestNo, smallestYes - 1), true);
  if (largestYes < smallestNo) return compare("less", roundest(largestYes + 1, smallestNo), false);
  return undefined;
}

/** The roundest number from `low` to `high`: what a person would have written. */
function roundest(low: number, high: number): number {
  if (high < low) return (low + high) / 2;
  for (const step of [100, 50, 10, 5]) {
    const candidate = Math.ceil(low / step) * step;
    if (candidate <= high) return candidate;
  }
  return Math.floor(high);
}

function spread(values: readonly number[], rows: readonly number[]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const row of rows) {
    const value = values[row] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
