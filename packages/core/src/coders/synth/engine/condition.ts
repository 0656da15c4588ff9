import { type Entry, usesNothing } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { Scope } from "./scope.ts";
import { sameAs } from "./same-text.ts";
import { type Condition, separate } from "./threshold.ts";
import { stringType, type TypeId } from "./type-table.ts";

const nothing: ReadonlySet<Expression> = new Set();

/** Texts that are compared with a literal; the cheapest come first. */
const mostTexts = 300;

/**
 * The cheapest condition that holds on the rows `yes` and does not on the rows `no`.
 * @param mentioned Expressions that the branches are made of: to ask about them costs less.
 */
export function conditionFor(
  scope: Scope,
  yes: readonly number[],
  no: readonly number[],
  mentioned: ReadonlySet<Expression> = nothing,
): Condition | undefined {
  const { types } = scope.search;
  const booleanId = types.find({ kind: "boolean" }) as TypeId;
  const numberId = types.find({ kind: "number" }) as TypeId;
  const textId = types.find(stringType);
  let best: Condition | undefined;
  const consider = (found: Condition | undefined): void => {
    if (found && (!best || found.cost < best.cost)) best = found;
  };
  for (const entry of scope.all(booleanId)) {
    if (best && entry.cost >= best.cost) break;
    if (entry.uses !== usesNothing && holds(entry, yes, no))
      best = { expression: entry.expression, cost: entry.cost };
  }
  let texts = 0;
  for (const entry of textId === undefined ? [] : scope.all(textId)) {
    if (texts++ >= mostTexts && !mentioned.has(entry.expression)) continue;
    if (entry.uses === usesNothing) continue;
    const found = sameAs(entry, yes, no, booleanId);
    // What the branches use has a name already.
    if (found && mentioned.has(entry.expression)) found.cost -= entry.cost;
    consider(found);
  }
  for (const entry of scope.all(numberId)) {
    if (best && entry.cost + 6 >= best.cost) break;
    if (entry.uses !== usesNothing) consider(separate(entry, yes, no, booleanId, numberId));
  }
  return best;
}

function holds(entry: Entry, yes: readonly number[], no: readonly number[]): boolean {
  for (const row of yes) if (entry.values[row] !== true) return false;
  for (const row of no) if (entry.values[row] !== false) return false;
  return true;
}
