import { callOf } from "./build.ts";
import { type Entry, usesIndex, usesOuter, usesOwn } from "./entry.ts";
import type { Expression, Variable } from "./expression.ts";
import { Scope } from "./scope.ts";
import type { TypeId } from "./type-table.ts";
import type { Value } from "./value.ts";

/** Lambdas over longer inputs than this are not searched. */
const mostRows = 600;
const costOfIndex = 3;
const costOfPrefix = 5;

/** Makes the scope of a lambda over the items of a list: a row for each item on each row of the enclosing scope. */
export function lambdaScope(parent: Scope, list: Entry): Scope | undefined {
  const { search } = parent;
  const type = search.types.get(list.type);
  const itemType = type.kind === "array" ? search.types.find(type.of) : undefined;
  if (itemType === undefined) return undefined;
  const parentRow: number[] = [];
  const firstRow: number[] = [];
  const items: Value[] = [];
  const indices: number[] = [];
  for (const [row, values] of list.values.entries()) {
    firstRow.push(items.length);
    for (const [i, item] of (values as Value[]).entries()) {
      items.push(item);
      indices.push(i);
      parentRow.push(row);
    }
  }
  if (items.length === 0 || items.length > mostRows) return undefined;
  const name = list.expression.kind === "variable" ? list.expression.name : "";
  const element: Variable = {
    kind: "variable",
    type: itemType,
    slot: search.slot(),
    name: `item of ${name}`,
  };
  const numberId = search.types.find({ kind: "number" }) as TypeId;
  const index: Variable = { kind: "variable", type: numberId, slot: search.slot(), name: "i" };
  const scope = new Scope(search, items.length, parent.depth + 1, {
    parent,
    list,
    parentRow,
    firstRow,
    element,
    index,
  });
  scope.addLeaf(element, items, 1, usesOwn);
  scope.addLeaf(index, indices, costOfIndex, usesOwn | usesIndex);
  if (name !== "" && parent.depth === 0) addPrefixes(scope, list, index, indices, parentRow);
  return scope;
}

/** The items before this one, and those up to it: what running totals and first occurrences are made of. */
function addPrefixes(
  scope: Scope,
  list: Entry,
  index: Variable,
  indices: number[],
  parentRow: number[],
): void {
  const one: Expression = { kind: "constant", type: index.type, value: 1 };
  const ends: [Expression, number][] = [
    [index, 0],
    [callOf("add", index.type, index, one), 1],
  ];
  for (const [end, more] of ends) {
    const values = parentRow.map((row, r) =>
      (list.values[row] as Value[]).slice(0, (indices[r] as number) + more),
    );
    scope.addLeaf(
      callOf("to", list.type, list.expression, end),
      values,
      costOfPrefix,
      usesOwn | usesOuter | usesIndex,
    );
  }
}
