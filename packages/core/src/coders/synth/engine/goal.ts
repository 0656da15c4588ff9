import type { Entry } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { Scope } from "./scope.ts";
import type { TypeId } from "./type-table.ts";
import { fingerprint, sameValue, type Value } from "./value.ts";

/** A way to reach a goal that plain enumeration would reach late, or never. */
export interface Tactic {
  /** A new entry of the goal's scope. */
  observe?(entry: Entry): void;
  /** The scope is complete up to a further cost. */
  afterLevel?(): void;
  /** A lambda over a list of the goal's scope can be searched from now on. */
  opened?(lambda: Scope): void;
}

/** Values that an expression of a scope has to take on its rows. */
export class Goal {
  private readonly hash: number | undefined;
  readonly tactics: Tactic[] = [];
  /** Whether something was found that takes the values. */
  solved = false;

  readonly scope: Scope;
  readonly type: TypeId;
  readonly target: readonly Value[];
  /** Rows that count; all when absent. */
  readonly care: readonly boolean[] | undefined;
  private readonly found: (expression: Expression, cost: number) => void;

  /** @param found Called with each expression that takes the values. */
  constructor(
    scope: Scope,
    type: TypeId,
    target: readonly Value[],
    care: readonly boolean[] | undefined,
    found: (expression: Expression, cost: number) => void,
  ) {
    this.scope = scope;
    this.type = type;
    this.target = target;
    this.care = care;
    this.found = found;
    this.hash = care ? undefined : fingerprint(target, scope.search.limits);
  }

  /** Whether these values are the wanted ones. */
  met(values: readonly Value[], hash: number): boolean {
    if (!this.care) return hash === this.hash;
    for (let row = 0; row < values.length; row++) {
      if (this.care[row] && !sameValue(values[row], this.target[row])) return false;
    }
    return true;
  }

  /** Whether this row counts. */
  counts(row: number): boolean {
    return this.care?.[row] ?? true;
  }

  /** An expression that takes the values, or should: the program is run on all examples before it counts. */
  solve(expression: Expression, cost: number): void {
    this.solved = true;
    this.found(expression, cost);
  }

  /** Shows the tactics a new entry. */
  observe(entry: Entry): void {
    for (const tactic of this.tactics) tactic.observe?.(entry);
  }

  /** Tells the tactics that the scope is complete up to a further cost. */
  afterLevel(): void {
    for (const tactic of this.tactics) tactic.afterLevel?.();
  }

  /** Tells the tactics about a lambda that can be searched. */
  opened(lambda: Scope): void {
    for (const tactic of this.tactics) tactic.opened?.(lambda);
  }
}
