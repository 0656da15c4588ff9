import * as fc from "fast-check";
import type { Json } from "../json/json.ts";
import type { Shape } from "./shape.ts";

type ValueOf = (shape: Shape, seen: readonly Json[]) => fc.Arbitrary<Json>;

/** Lists in the style of those that were seen; `valueOf` gives values of a shape in the style of others. */
export function nearList(of: Shape, seen: readonly Json[][], valueOf: ValueOf): fc.Arbitrary<Json[]> {
  const lengths = seen.map((list) => list.length);
  const minLength = seen.length === 0 ? 0 : Math.min(...lengths);
  const maxLength = seen.length === 0 ? 5 : Math.max(...lengths) + (new Set(lengths).size > 1 ? 2 : 0);
  const items = seen.flat();
  const item = valueOf(of, items);
  const size = { minLength, maxLength };
  if (of.kind === "array" && areRectangles(seen))
    return rectangles(valueOf(of.of, seen.flat(2)), seen as Json[][][], size);
  const drawn = fc.array(item, size);
  const edited = editedList(item, seen, minLength);
  const all = isAllSorted(seen);
  if (all) return drawn.map((list) => list.toSorted(all));
  if (items.length === 0) return drawn;
  // Items that occur more than once, and whole lists that were seen, changed a little, turned or cut.
  const pool = fc.constantFrom(...new Set(items.slice(0, 12)));
  return fc.oneof(
    { weight: 4, arbitrary: drawn },
    { weight: 2, arbitrary: edited },
    { weight: 1, arbitrary: fc.array(pool, size) },
    { weight: 1, arbitrary: turned(seen, minLength) },
  );
}

/** A list that was seen with one item more, less or other: the items of some lists only make sense together. */
function editedList(
  item: fc.Arbitrary<Json>,
  seen: readonly Json[][],
  minLength: number,
): fc.Arbitrary<Json[]> {
  const lists = seen.filter((list) => list.length > 0);
  if (lists.length === 0) return fc.array(item, { minLength, maxLength: 3 });
  return fc.tuple(fc.constantFrom(...lists), item, fc.nat({ max: 30 })).map(([list, one, at]) => {
    const place = at % (list.length * 2 + 1);
    if (place < list.length) return list.with(place, one);
    if (place === list.length * 2 || list.length <= minLength) return [...list, one];
    return list.toSpliced(place - list.length, 1);
  });
}

function turned(seen: readonly Json[][], minLength: number): fc.Arbitrary<Json[]> {
  return fc
    .tuple(fc.constantFrom(...seen), fc.nat({ max: 30 }), fc.nat({ max: 2 }))
    .map(([list, at, way]) => {
      if (way === 0) return list.toReversed();
      const place = list.length === 0 ? 0 : at % list.length;
      if (way === 1) return [...list.slice(place), ...list.slice(0, place)];
      return list.slice(0, Math.max(minLength, place));
    });
}

function areRectangles(seen: readonly Json[][]): boolean {
  const tables = seen.filter((rows) => rows.length >= 2);
  return (
    tables.length > 0 && tables.every((rows) => new Set(rows.map((row) => (row as Json[]).length)).size === 1)
  );
}

function rectangles(
  cell: fc.Arbitrary<Json>,
  seen: readonly Json[][][],
  { minLength, maxLength }: { minLength: number; maxLength: number },
): fc.Arbitrary<Json[]> {
  const widths = seen.flatMap((rows) => rows.map((row) => row.length));
  const isSquare = seen.every((rows) => rows.every((row) => row.length === rows.length));
  const most = Math.max(...widths, 0);
  const width = fc.integer({ min: Math.min(...widths, most), max: most + 1 });
  const height = isSquare ? fc.constant(undefined) : fc.integer({ min: minLength, max: maxLength });
  return fc.tuple(height, width).chain(([rows, columns]) => {
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    const count = rows ?? columns;
    return fc.array(row, { minLength: count, maxLength: count });
  });
}

/** The order that every list is in, where there are enough to tell. */
function isAllSorted(seen: readonly Json[][]): ((a: Json, b: Json) => number) | undefined {
  const telling = seen.filter((list) => list.length >= 3);
  if (telling.length < 2) return undefined;
  const isFlat = telling.every((list) =>
    list.every((item) => typeof item === "number" || typeof item === "string"),
  );
  return isFlat
    ? [rising, falling].find((order) =>
        telling.every((list) => list.every((item, i) => i === 0 || order(list[i - 1] as Json, item) <= 0)),
      )
    : undefined;
}

function rising(a: Json, b: Json): number {
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}

function falling(a: Json, b: Json): number {
  return rising(b, a);
}
