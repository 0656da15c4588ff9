import type { Instance } from "./instances.ts";
import type { TypeTable } from "./type-table.ts";
import type { Limits, Value } from "./value.ts";

/** Thrown by `spend` when the budget is used up; the search unwinds and answers with what it has. */
export const budgetSpent = new Error("the budget of candidate evaluations is spent");

/** Thrown when enough solutions are known. */
export const enough = new Error("enough solutions are known");

/** A literal that programs may use, and what it costs. */
export interface Literal {
  value: Value;
  cost: number;
}

/** Memory of the bank, in words of eight bytes or so. */
const mostCells = 12_000_000;

/** What all scopes of one search share: the budget, the operations, the counters. */
export class Search {
  kept = 0;
  private nextSlot = 0;
  private cells = 0;

  readonly types: TypeTable;
  readonly instances: readonly Instance[];
  readonly literals: readonly Literal[];
  readonly limits: Limits;
  /** Whether calls with several texts take variables and literals for all but one of them, as people write them. */
  readonly lean: boolean;
  /** Counts one candidate evaluation; must be called before it is done. Throws `budgetSpent` or `enough` to stop the search. */
  readonly spend: () => void;

  constructor(
    settings: Pick<Search, "types" | "instances" | "literals" | "limits" | "lean">,
    spend: () => void,
  ) {
    this.types = settings.types;
    this.instances = settings.instances;
    this.literals = settings.literals;
    this.limits = settings.limits;
    this.lean = settings.lean;
    this.spend = spend;
  }

  /** Whether the bank may grow by these values; once it is full, programs are only looked at and not kept. */
  room(values: readonly Value[]): boolean {
    if (this.cells > mostCells) return false;
    this.cells += values.length;
    if (typeof values[0] === "object") for (const value of values) this.cells += cellsOf(value);
    return true;
  }

  /** A place in the environment for a new variable. */
  slot(): number {
    return this.nextSlot++;
  }
}

/** An array or an object has a few words of its own. */
function cellsOf(value: Value): number {
  if (typeof value !== "object") return 1;
  if (!Array.isArray(value)) return 8;
  return typeof value[0] === "object"
    ? value.reduce((sum: number, item) => sum + cellsOf(item), 5)
    : value.length + 5;
}
