import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, type Json } from "../../json/json.ts";
import { perturb } from "./perturb.ts";

it("gives new, distinct inputs of the same arity, and the same ones each time", () => {
  const inputs = fc.array(fc.tuple(fc.jsonValue() as fc.Arbitrary<Json>, fc.array(fc.integer())), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(inputs, (given) => {
      const found = perturb(given, 20);
      const keys = found.map(canonicalJson);
      const old = new Set(given.map(canonicalJson));
      expect(new Set(keys).size).toBe(found.length);
      expect(keys.filter((key) => old.has(key))).toEqual([]);
      expect(found.every((input) => input.length === 2)).toBe(true);
      expect(found.length).toBeLessThanOrEqual(20);
      expect(perturb(given, 20)).toEqual(found);
    }),
  );
});
