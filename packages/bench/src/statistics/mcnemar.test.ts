import fc from "fast-check";
import { expect, it } from "vitest";
import { mcnemar } from "./mcnemar.ts";

function pairs(both: number, onlyFirst: number, onlySecond: number): [boolean[], boolean[]] {
  const of = (...parts: [boolean, number][]): boolean[] =>
    parts.flatMap(([solved, times]) => Array.from({ length: times }, () => solved));
  return [
    of([true, both + onlyFirst], [false, onlySecond]),
    of([true, both], [false, onlyFirst], [true, onlySecond]),
  ];
}

// Exact binomial tails: 2·P(X ≤ 6 | n = 21, p = ½) = 0.0784 (Fay 2011, exact2x2); 2·(1 + 10)/2^10; 2/2^5; no evidence. The first three as
// R 4.2 gives them, binom.test(6, 21), and statsmodels 0.13, mcnemar(…, exact=True).
it.each([
  [15, 6, 0.07835388],
  [1, 9, 0.02148438],
  [5, 0, 0.0625],
  [0, 0, 1],
  [4, 4, 1],
])("finds the exact p-value for %d against %d", (onlyFirst, onlySecond, pValue) => {
  const [first, second] = pairs(3, onlyFirst, onlySecond);
  expect(mcnemar(first, second)).toEqual({ onlyFirst, onlySecond, pValue: expect.closeTo(pValue, 7) });
});

it("does not care which arm is named first, nor about tasks that both solved", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(40), (a, b, both) => {
      const [first, second] = pairs(both, a, b);
      const [x, y] = pairs(0, b, a);
      expect(mcnemar(first, second).pValue).toBeCloseTo(mcnemar(x, y).pValue, 10);
    }),
  );
});
