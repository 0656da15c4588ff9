import { expect, it } from "vitest";
import { chiSquareTail } from "./chi-square-tail.ts";

// Quantiles of chi-square with one degree of freedom, as printed in tables (NIST/SEMATECH e-Handbook, §1.3.6.7.4); scipy 1.10: chi2.sf(x, 1).
it.each([
  [0, 1],
  [0.4549364, 0.5],
  [3.841459, 0.05],
  [6.634897, 0.01],
  [10.827566, 0.001],
])("turns %d into its tail", (chiSquare, tail) => {
  expect(chiSquareTail(chiSquare) / tail).toBeCloseTo(1, 5);
});
