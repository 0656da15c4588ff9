import type { Json } from "@portolan/core";
import fc from "fast-check";

/** Names that mean something to JavaScript, to JSON or to promises when they are keys. */
const nastyKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "then",
  "toJSON",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "length",
  "",
  "0",
  "-1",
);
/** Texts of any UTF-16 units, halves of pairs included. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));
const nastyNumber = fc.constantFrom(
  -0,
  0,
  Number.MAX_SAFE_INTEGER,
  2 ** 53 + 2,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  -1e-7,
  1e21,
);

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthIdentifier: "json" },
    { arbitrary: fc.constantFrom(null, true, false, "", "text"), weight: 2 },
    {
      arbitrary: fc.oneof(nastyNumber, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
      weight: 2,
    },
    { arbitrary: anyUnits, weight: 2 },
    { arbitrary: fc.array(tie("json"), { maxLength: 5 }), weight: 3 },
    {
      arbitrary: fc
        .array(fc.tuple(fc.oneof(nastyKey, anyUnits), tie("json")), { maxLength: 5 })
        .map((entries) => recordOf(entries)),
      weight: 3,
    },
  ),
}));

/** JSON values of many shapes, some of them hard to carry unharmed. */
export const anyJson: fc.Arbitrary<Json> = json;

/** A value in so many arrays or records. */
export const deepJson: fc.Arbitrary<Json> = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 490, max: 510 })), fc.boolean())
  .map(([levels, records]) => {
    let value: Json = 1;
    for (let i = 0; i < levels; i++) value = records ? { a: value } : [value];
    return value;
  });

/** In how many arrays and records the deepest part of a value lies. */
export function levelsOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

/** What JSON makes of a value: `-0` is `0`. */
export function throughJson(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** Makes every part of a value one that throws when somebody changes it. */
export function frozen<T extends Json>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** Own properties whatever the keys are, `__proto__` too. */
function recordOf(entries: readonly (readonly [string, Json])[]): Json {
  const record: Record<string, Json> = {};
  for (const [key, value] of entries)
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  return record;
}
