import { constantOf } from "./build.ts";
import { slicePieces } from "./cover-slices.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { Expression } from "./expression.ts";
import type { Goal } from "./goal.ts";
import { doubt } from "./literals.ts";
import type { TypeId } from "./type-table.ts";
import { sameValue, type Value } from "./value.ts";

/** A stretch of every output, from where the cover stands, and what makes it. */
export interface Piece {
  expression: Expression;
  cost: number;
  /** An array whose items are spread; otherwise a single item, or text. */
  spread: boolean;
  /** How far it reaches on each row. */
  ends: number[];
}

/** Text or array: what a cover is laid over. */
export type Target = string | Value[];

/** The rows a cover has to reach, and the pieces known for them. */
export interface Ground {
  targets: Target[];
  /** Rows of the scope, one for each target. */
  rows: readonly number[];
  /** Takes note of an entry of the bank; true when it can be a piece. */
  observe(entry: Entry): boolean;
  /** All pieces that the outputs continue with. */
  from(at: number[]): Piece[];
}

const mostParts = 1500;

/** The ground of a goal on some of its rows. */
export function groundOf(goal: Goal, rows: readonly number[]): Ground {
  const { types } = goal.scope.search;
  const type = types.get(goal.type);
  const targets = rows.map((row) => goal.target[row] as Target);
  const element = type.kind === "array" ? types.find(type.of) : undefined;
  const parts: { entry: Entry; values: Value[] }[] = [];
  const slices = slicePieces(goal.type, rows, targets, types.find({ kind: "number" }) as TypeId);
  return {
    targets,
    rows,
    observe(entry) {
      const sliced = slices.observe(entry);
      const single = entry.type === element;
      if ((!single && entry.type !== goal.type) || entry.uses === usesNothing || parts.length >= mostParts)
        return sliced;
      const values = rows.map((row) => entry.values[row] as Value);
      if (!values.every((value, i) => occurs(value, targets[i] as Target, single))) return sliced;
      if (!single && values.every((value) => (value as Target).length === 0)) return sliced;
      parts.push({ entry, values });
      return true;
    },
    from(at) {
      const pieces = literalPieces(targets, at, goal.type, element);
      for (const { entry, values } of parts) {
        const piece = partPiece(entry, values, targets, at, entry.type === element);
        if (piece) pieces.push(piece);
      }
      return pieces.concat(slices.from(at));
    },
  };
}

/** The literals that all outputs continue with. */
function literalPieces(targets: Target[], at: number[], type: TypeId, element: TypeId | undefined): Piece[] {
  const [first] = targets;
  const start = at[0] as number;
  const pieces: Piece[] = [];
  let cost = 2;
  const longest = element === undefined ? 24 : 1;
  for (let length = 1; length <= longest; length++) {
    const item = (first as Target)[start + length - 1];
    if (item === undefined) break;
    if (!targets.every((target, row) => sameValue(target[(at[row] as number) + length - 1], item))) break;
    cost += element !== undefined ? 3 : /[A-Za-z0-9]/.test(item as string) ? 2 + doubt(targets.length) : 1;
    const value = element === undefined ? (first as string).slice(start, start + length) : item;
    const ends = at.map((position) => position + length);
    pieces.push({ expression: constantOf(element ?? type, value), cost, spread: false, ends });
  }
  return pieces;
}

function partPiece(
  entry: Entry,
  values: Value[],
  targets: Target[],
  at: number[],
  single: boolean,
): Piece | undefined {
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row] as Target;
    const position = at[row] as number;
    const fits = single
      ? sameValue(values[row], target[position])
      : continues(target, position, values[row] as Target);
    if (!fits) return undefined;
  }
  const ends = at.map((position, row) => position + (single ? 1 : (values[row] as Target).length));
  if (ends.every((end, row) => end === at[row])) return undefined;
  return {
    expression: entry.expression,
    cost: entry.cost,
    spread: !single && Array.isArray(targets[0]),
    ends,
  };
}

function continues(target: Target, at: number, part: Target): boolean {
  if (typeof target === "string") return target.startsWith(part as string, at);
  if (at + part.length > target.length) return false;
  for (let i = 0; i < part.length; i++) if (!sameValue(target[at + i], part[i])) return false;
  return true;
}

function occurs(value: Value, target: Target, single: boolean): boolean {
  if (typeof target === "string") return target.includes(value as string);
  if (single) return target.some((item) => sameValue(item, value));
  for (let at = 0; at + (value as Value[]).length <= target.length; at++) {
    if (continues(target, at, value as Value[])) return true;
  }
  return false;
}
