import type { ValueType } from "../../../task/signature.ts";
import type { Expression } from "./expression.ts";
import type { Printed } from "./printed.ts";
import type { Value } from "./value.ts";

/** One operation of the language that is searched: what it takes, what it means, how it is written. */
export interface Operator {
  /** Name in the table of costs. */
  name: string;
  /** `T[], number -> T`; a parameter `T => U` is a lambda over the items of the array before it. */
  signature: string;
  /** Bits, about -log2 of how often it is used: see `costs.ts`. */
  cost: number;
  /** The result, `undefined` (or a throw) for failure. Must not change its arguments. */
  evaluate: (...args: never[]) => Value | undefined;
  /** `bodyAs` prints the body of a lambda with another name for its parameter. */
  print: (
    args: Printed[],
    expressions: Expression[],
    bodyAs: (lambda: Expression, name: string) => Printed,
  ) => Printed;
  /** The arguments may be swapped, so half of the candidates need not be tried. */
  commutative?: boolean;
  /** True for arguments with which something simpler does the same; they are not tried. */
  redundant?: (args: Expression[]) => boolean;
  /** Makes the operation for one choice of the type variable T, where that matters (defaults of missing items). */
  forType?: (type: ValueType) => Pick<Operator, "evaluate" | "print">;
  /** Type kinds T may be; all when absent. */
  only?: ValueType["kind"][];
  /** The lambda may take the index as its second parameter. */
  indexed?: boolean;
  /** Noun for a variable that holds the result. */
  noun?: string;
  /** The skill it calls. */
  component?: { name: string; specifier: string; functionName: string };
}

/** Whether an expression is this literal. */
export function isConstant(expression: Expression | undefined, value?: Value): boolean {
  return expression?.kind === "constant" && (value === undefined || expression.value === value);
}

/** Whether an expression is a call of the operation. */
export function isCall(expression: Expression | undefined, ...names: string[]): boolean {
  return expression?.kind === "call" && names.includes(expression.operator.name);
}
