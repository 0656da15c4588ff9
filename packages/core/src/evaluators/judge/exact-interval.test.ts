import { expect, it } from "vitest";
import { exactInterval } from "./exact-interval.ts";

// Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 5 (Clopper–Pearson);
// statsmodels 0.13: proportion_confint(…, method="beta").
it.each([
  [81, 263, 0.2527, 0.3676],
  [15, 148, 0.0578, 0.1617],
  [0, 20, 0, 0.1684],
  [1, 29, 0.0009, 0.1776],
])("agrees with the published interval of %d in %d", (right, of, lower, upper) => {
  const found = exactInterval(right, of);
  expect(found.lower).toBeCloseTo(lower, 4);
  expect(found.upper).toBeCloseTo(upper, 4);
});

it("says nothing where nothing was seen, and mirrors", () => {
  expect(exactInterval(0, 0)).toEqual({ right: 0, of: 0, lower: 0, upper: 1 });
  const [few, many] = [exactInterval(3, 40), exactInterval(37, 40)];
  expect(many.lower).toBeCloseTo(1 - few.upper, 10);
  expect(many.upper).toBeCloseTo(1 - few.lower, 10);
});

it("holds for numbers at which powers vanish", () => {
  const { lower, upper } = exactInterval(5_000, 10_000);
  expect(lower).toBeCloseTo(0.4902, 3);
  expect(upper).toBeCloseTo(0.5098, 3);
});
