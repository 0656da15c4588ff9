import * as fc from "fast-check";
import type { Json } from "../json/json.ts";
import { decimalsOf, nearValue } from "./near-value.ts";
import { isRecord, type Shape } from "./shape.ts";

/**
 * Any values of a shape, with what programs forget among them: nothing, one of a kind, the same twice, below zero, very large,
 * fractions where fractions were seen, spaces, letters of other scripts, order and its reverse.
 */
export function wideValue(shape: Shape, seen: readonly Json[]): fc.Arbitrary<Json> {
  const near = { weight: 2, arbitrary: nearValue(shape, seen) };
  switch (shape.kind) {
    case "number":
      return fc.oneof(near, {
        weight: 3,
        arbitrary: wideNumber(seen.filter((one) => typeof one === "number")),
      });
    case "string":
      return fc.oneof(near, {
        weight: 3,
        arbitrary: wideText(seen.filter((one) => typeof one === "string")),
      });
    case "array":
      return fc.oneof(near, { weight: 3, arbitrary: wideList(shape.of, seen.filter(Array.isArray).flat()) });
    case "tuple":
      return fc.tuple(...shape.items.map((item) => wideValue(item, [])));
    case "record":
      return wideRecord(shape, seen.filter(isRecord));
    case "map": {
      const key = fc.oneof(fc.string(), fc.constantFrom("", "a b", "constructor", "é"));
      const ours = key.filter((one) => one !== "__proto__");
      const values = wideValue(shape.of, seen.filter(isRecord).flatMap(Object.values) as Json[]);
      return fc.oneof(near, {
        weight: 3,
        arbitrary: fc.dictionary(ours, values, { noNullPrototype: true, maxKeys: 5 }),
      });
    }
    case "union":
      return fc.oneof(near, ...shape.of.map((member) => ({ weight: 1, arbitrary: wideValue(member, []) })));
    default:
      return near.arbitrary;
  }
}

function wideNumber(seen: readonly number[]): fc.Arbitrary<number> {
  const scale = 10 ** decimalsOf(seen);
  // A program may count up to a number: millions are no fair input where the examples have a dozen.
  const most = Math.min(2 ** 40, 100 * Math.max(10, ...seen.map((one) => Math.ceil(Math.abs(one)))));
  const large = fc.integer({ min: -most, max: most });
  const small = fc.integer({ min: -20 * scale, max: 120 * scale }).map((n) => n / scale);
  return fc.oneof(fc.constantFrom(0, 1, -1, 2, 100), small, large);
}

const odd = [
  "",
  " ",
  "  ",
  "a",
  "A",
  "0",
  "é",
  "ß",
  "漢字",
  "🙂",
  "a b",
  " a ",
  "a\n",
  "\t",
  "-1",
  "e\u0301",
];

function wideText(seen: readonly string[]): fc.Arbitrary<string> {
  const alphabet = [...new Set(seen.join(""))];
  const own = alphabet.length > 0 ? fc.constantFrom(...alphabet) : fc.constantFrom("a", "b", " ");
  const around = fc.tuple(
    fc.constantFrom(...odd),
    seen.length > 0 ? fc.constantFrom(...seen) : fc.constant("a"),
  );
  return fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: own, maxLength: 12 }),
    fc.string({ maxLength: 10 }),
    fc.string({ unit: "grapheme", maxLength: 6 }),
    around.map(([one, text]) => `${one}${text}`),
    around.map(([one, text]) => `${text}${one}`),
    fc.string({ unit: own, minLength: 60, maxLength: 80 }),
  );
}

function wideList(of: Shape, items: readonly Json[]): fc.Arbitrary<Json[]> {
  const item = wideValue(of, items);
  const near = nearValue(of, items);
  const drawn = fc.array(near, { maxLength: 8 });
  return fc.oneof(
    fc.constant<Json[]>([]),
    fc.array(item, { minLength: 1, maxLength: 1 }),
    fc.array(item, { maxLength: 6 }),
    drawn.map((list) => [...list, ...list]),
    fc
      .tuple(near, fc.integer({ min: 2, max: 6 }))
      .map(([one, times]) => Array.from({ length: times }, () => one)),
    drawn.map((list) => list.toSorted(rising)),
    drawn.map((list) => list.toSorted((a, b) => rising(b, a))),
    fc.array(near, { minLength: 20, maxLength: 30 }),
  );
}

function wideRecord(
  { fields }: Extract<Shape, { kind: "record" }>,
  seen: readonly { [key: string]: Json }[],
): fc.Arbitrary<Json> {
  const model = Object.fromEntries(
    Object.entries(fields).map(([name, { shape }]) => {
      const values = seen.filter((one) => Object.hasOwn(one, name)).map((one) => one[name] as Json);
      return [name, wideValue(shape, values)];
    }),
  );
  const requiredKeys = Object.keys(fields).filter((name) => !fields[name]?.optional);
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

/** Numbers and texts as they are, all else as JSON text. */
function rising(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [first, second] = [a, b].map((value) => JSON.stringify(value)) as [string, string];
  return first < second ? -1 : first > second ? 1 : 0;
}
