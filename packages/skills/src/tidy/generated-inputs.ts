import {
  canonicalJson,
  type Json,
  type Parameter,
  parseSignature,
  typeText,
  type ValueType,
} from "@portolan/core";
import fc, { type Arbitrary } from "fast-check";

/** What texts are often taken apart at, and letters that repeat. */
const marked = Array.from("aab B-_.,/=@1");
const seed = 20_240_305;
const numbers = [0, 1, -1, 2, 3, 4, 5, 10, -7, 0.5, -1.5, 12, 100, 365];
const strings = [
  "",
  " ",
  "a",
  "A",
  "  two  words ",
  "aa",
  "äß",
  "e\u0301",
  "😀",
  "Ab-c_d.E/f",
  "k=v=w",
  "1,2,,3",
  "one\ntwo\n",
  "0",
  "-1",
];

/**
 * Inputs for a signature, the same ones every time: edges (empty, zero, negative, beyond ASCII, repeated), random values,
 * and values that stand in `pool` in other combinations. None for types that nothing can be made for, unless the pool has it. The
 * gate's inputs keep to what examples look like, because they must not refuse what is right; these must tell apart whatever could be
 * told apart, because one of two skills goes.
 */
export function generatedInputs(signature: string, pool: readonly Json[][], count: number): Json[][] {
  const { parameters } = parseSignature(signature);
  const values = parameters.map((parameter, i) =>
    valuesFor(parameter, distinct(pool.map((input) => input[i] ?? null))),
  );
  if (values.length === 0 || values.includes(undefined)) return [];
  const arbitrary = fc.tuple(...(values as Arbitrary<Json>[]));
  const sampled = fc.sample(arbitrary, { seed, numRuns: 2 * count });
  const first = pool[0] ?? sampled[0] ?? [];
  const edges = parameters.flatMap(({ type }, i) => edgesOf(type).map((edge) => first.with(i, edge)));
  const taken = new Set(pool.map(canonicalJson));
  const mixed = sampled.flatMap((input, i) => [input, ...coinciding(parameters, input, i)]);
  return distinct([...edges, ...mixed])
    .filter((input) => !taken.has(canonicalJson(input)))
    .slice(0, count);
}

/** The input with one parameter set to the value of another one of its type, or to an item of a list of that type. */
function coinciding(parameters: readonly Parameter[], input: readonly Json[], turn: number): Json[][] {
  const types = parameters.map(({ type }) => typeText(type));
  const pairs = parameters.flatMap(({ type }, from) =>
    types.flatMap((other, to): Json[][] => {
      const value = input[from] ?? null;
      if (from === to) return [];
      if (types[from] === other) return [input.with(to, value)];
      const isItem = type.kind === "array" && typeText(type.of) === other;
      const item = isItem && Array.isArray(value) ? value[turn % (value.length || 1)] : undefined;
      return item === undefined ? [] : [input.with(to, item)];
    }),
  );
  // One of them for each input, in turn: the others come with the next ones.
  return pairs.length > 0 ? [pairs[turn % pairs.length] as Json[]] : [];
}

function valuesFor({ type }: Parameter, pool: readonly Json[]): Arbitrary<Json> | undefined {
  const made = arbitraryOf(type);
  const pooled = pool.length > 0 ? fc.constantFrom(...pool) : undefined;
  if (!made) return pooled;
  return pooled ? fc.oneof(pooled, made, made) : made;
}

function arbitraryOf(type: ValueType): Arbitrary<Json> | undefined {
  switch (type.kind) {
    case "number":
      return fc.oneof(
        fc.constantFrom(...numbers),
        fc.integer({ min: -20, max: 60 }),
        fc.integer({ min: -16, max: 16 }).map((quarters) => quarters / 4),
      );
    case "string":
      return fc.oneof(
        fc.constantFrom(...strings),
        fc.string({ unit: "grapheme", maxLength: 8 }),
        fc.string({ unit: fc.constantFrom(...marked), maxLength: 12 }),
      );
    case "boolean":
      return fc.boolean();
    case "array": {
      const item = arbitraryOf(type.of);
      return item && fc.oneof(fc.array(item, { maxLength: 6 }), repeating(item));
    }
    case "record": {
      const fields = Object.entries(type.fields).map(([name, field]) => [name, arbitraryOf(field)] as const);
      if (fields.some(([, field]) => field === undefined)) return undefined;
      return fc.record(Object.fromEntries(fields) as Record<string, Arbitrary<Json>>, {
        noNullPrototype: true,
      });
    }
    case "other":
      return undefined;
  }
}

/** Lists of few different items, in which most things occur several times. */
function repeating(item: Arbitrary<Json>): Arbitrary<Json> {
  return fc
    .array(item, { minLength: 1, maxLength: 3 })
    .chain((items) => fc.array(fc.constantFrom(...items), { maxLength: 8 }));
}

function edgesOf(type: ValueType): Json[] {
  if (type.kind === "number") return numbers;
  if (type.kind === "string") return strings;
  if (type.kind === "boolean") return [true, false];
  if (type.kind !== "array") return [];
  const [first, second, ...others] = edgesOf(type.of);
  const lists = [[first], [first, first], [second, first, second], others].filter(
    (list) => list[0] !== undefined,
  );
  return [[], ...(lists as Json[])];
}

function distinct<T extends Json>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()];
}
