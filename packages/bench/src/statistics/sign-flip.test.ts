import fc from "fast-check";
import { expect, it } from "vitest";
import { mcnemar } from "./mcnemar.ts";
import { signFlipTest } from "./sign-flip.ts";

// Darwin's maize, eighths of an inch between 15 pairs of plants. Fisher, "The Design of Experiments" (1935), §21: of the 32,768
// assignments of signs 863 give a sum of 314 or more, and as many one of -314 or less. The data
// are `ZeaMays` of the R package HistData; scipy 1.10, permutation_test(…, permutation_type="samples"), has the same p-value.
it("gives Fisher's p-value of Darwin's maize", () => {
  const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
  expect(signFlipTest(maize)).toBeCloseTo((2 * 863) / 32_768, 12);
});

it("is McNemar's exact test where each difference is one", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 60 }), (pairs) => {
      const differences = pairs.map(([a, b]) => Number(a) - Number(b));
      const { pValue } = mcnemar(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      );
      expect(signFlipTest(differences)).toBeCloseTo(pValue, 10);
    }),
  );
});

it("does not gain from differences of 0, nor from which side is first", () => {
  expect(signFlipTest([])).toBe(1);
  expect(signFlipTest([0, 0, 3, 2, -1])).toBe(signFlipTest([-3, 1, -2]));
});
