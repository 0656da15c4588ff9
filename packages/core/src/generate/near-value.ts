import * as fc from "fast-check";
import type { Json } from "../json/json.ts";
import { fitsShape, isRecord, type Shape } from "./shape.ts";
import { nearList } from "./near-list.ts";
import { nearText } from "./near-text.ts";

/**
 * Values of a shape in the style of those that were seen in its place: within their ranges and lengths, of their letters, sorted
 * where all of them are, and lists within lists as long as one another where theirs are.
 */
export function nearValue(shape: Shape, seen: readonly Json[]): fc.Arbitrary<Json> {
  switch (shape.kind) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "literal":
      return fc.constant(shape.value);
    case "number":
      return nearNumber(seen.filter((value) => typeof value === "number"));
    case "string":
      return nearText(seen.filter((value) => typeof value === "string"));
    case "array":
      return nearList(shape.of, seen.filter(Array.isArray), nearValue);
    case "tuple":
      return fc.tuple(
        ...shape.items.map((item, i) =>
          nearValue(
            item,
            seen.flatMap((value) => (Array.isArray(value) && i < value.length ? [value[i] as Json] : [])),
          ),
        ),
      );
    case "record":
      return nearRecord(shape, seen.filter(isRecord));
    case "map":
      return nearMap(shape.of, seen.filter(isRecord));
    case "union":
      return nearMember(shape.of, seen);
    case "unknown":
      return seen.length > 0 ? fc.constantFrom(...seen) : fc.constant(null);
  }
}

/** How many digits after the point the numbers have at most, 6 if it is more. */
export function decimalsOf(numbers: readonly number[]): number {
  return Math.min(6, Math.max(0, ...numbers.map((one) => (String(one).split(".")[1] ?? "").length)));
}

function nearNumber(seen: readonly number[]): fc.Arbitrary<number> {
  if (seen.length === 0) return fc.integer({ min: -9, max: 99 });
  const scale = 10 ** decimalsOf(seen);
  const bound = Number.MAX_SAFE_INTEGER / scale / 4;
  const inBounds = (n: number): number => Math.max(-bound, Math.min(bound, n));
  const low = inBounds(Math.min(...seen));
  const high = inBounds(Math.max(...seen));
  // Half as far again up; down only where numbers below 0 were seen, since 0 may be as far as a task goes.
  const more = Math.max(2, (high - low) / 2);
  const min = Math.round((low < 0 ? low - more : low) * scale);
  const max = Math.round((high + more) * scale);
  return fc.integer({ min, max }).map((n) => n / scale);
}

function nearRecord(
  { fields }: Extract<Shape, { kind: "record" }>,
  seen: readonly { [key: string]: Json }[],
): fc.Arbitrary<Json> {
  const model: Record<string, fc.Arbitrary<Json>> = {};
  const always: string[] = [];
  for (const [name, { shape, optional }] of Object.entries(fields)) {
    const values = seen.filter((one) => Object.hasOwn(one, name)).map((one) => one[name] as Json);
    model[name] = nearValue(shape, values);
    if (!optional || (seen.length > 0 && values.length === seen.length)) always.push(name);
  }
  return fc.record(model, { requiredKeys: always, noNullPrototype: true });
}

function nearMap(of: Shape, seen: readonly { [key: string]: Json }[]): fc.Arbitrary<Json> {
  const sizes = seen.map((one) => Object.keys(one).length);
  const keys = nearText(seen.flatMap(Object.keys));
  const values = nearValue(of, seen.flatMap(Object.values) as Json[]);
  const [minKeys, maxKeys] = seen.length === 0 ? [0, 4] : [Math.min(...sizes), Math.max(...sizes) + 1];
  // Assigned to, `__proto__` is no key.
  return fc.dictionary(
    keys.filter((key) => key !== "__proto__"),
    values,
    { minKeys, maxKeys, noNullPrototype: true },
  );
}

/** The members of a union that were seen; all of them where none was. */
function nearMember(members: readonly Shape[], seen: readonly Json[]): fc.Arbitrary<Json> {
  const taken = members.map((member) => seen.filter((value) => fitsShape(member, value)));
  const used = members.flatMap((member, i) => (taken[i]?.length ? [nearValue(member, taken[i])] : []));
  return fc.oneof(...(used.length > 0 ? used : members.map((member) => nearValue(member, []))));
}
