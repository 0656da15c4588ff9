import { compile, type Compiled } from "./compile.ts";
import type { Expression } from "./expression.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

/** A program of the bank: the cheapest one found with these values. */
export interface Entry {
  /** Order of discovery within its scope. */
  id: number;
  type: TypeId;
  cost: number;
  /** One value a row. */
  values: Value[];
  expression: Expression;
  uses: Uses;
  compiled?: Compiled;
}

/** Bits that tell which variables an expression depends on. */
export type Uses = number;

export const usesNothing = 0;
/** Depends on a variable of its own scope. */
export const usesOwn = 1;
/** Depends on a variable of an enclosing scope. */
export const usesOuter = 2;
/** Depends on the index of the lambda. */
export const usesIndex = 4;

/** The closure of an entry's expression, made once. */
export function compiledOf(entry: Entry): Compiled {
  return (entry.compiled ??= compile(entry.expression));
}
