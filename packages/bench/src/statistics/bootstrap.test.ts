import { expect, it } from "vitest";
import { bootstrap, ratio } from "./bootstrap.ts";

// Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 14.1, spatial test A of 26 children: of the variance
// Σ(x - x̄)²/n = 171.5 the percentile interval of 90 % is (100.8, 233.9), by 2000 resamples (table 14.2),
// which leaves each bound a standard error of about 2. The data are `spatial` of the R package bootstrap; by 400,000 resamples scipy's
// bootstrap(…, method="percentile") has (97.7, 235.7).
it("gives the published percentile interval", () => {
  const test = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
  ];
  const found = bootstrap(
    test.map((value, i) => ({ task: String(i), seed: 0, terms: [1, value, value * value] })),
    (sums) => {
      const [n, sum, squares] = sums as [number, number, number];
      return squares / n - (sum / n) ** 2;
    },
    { confidence: 0.9, resamples: 10_000 },
  );
  expect(found?.estimate).toBeCloseTo(171.5, 1);
  expect(Math.abs((found?.lower ?? 0) - 100.8)).toBeLessThan(5);
  expect(Math.abs((found?.upper ?? 0) - 233.9)).toBeLessThan(5);
  expect(Math.abs((found?.lower ?? 0) - 97.7)).toBeLessThan(2);
  expect(Math.abs((found?.upper ?? 0) - 235.7)).toBeLessThan(2);
});

// Agresti, "Categorical Data Analysis" (2002), §10.1.1: approval of a prime minister, first and second survey; 944 and 880 of 1600
// approve. The difference of the dependent shares is -0.04, with a 95 % interval of (-0.059, -0.021). The table is that of R's help for mcnemar.test.
it("gives the published interval of two dependent shares", () => {
  const counts: [number, number][] = [
    [0, 794 + 570],
    [-1, 150],
    [1, 86],
  ];
  const found = bootstrap(
    counts
      .flatMap(([net, times]) => Array.from({ length: times }, () => net))
      .map((net, i) => ({ task: String(i), seed: 0, terms: [net, 1] })),
    ratio,
    { resamples: 1000 },
  );
  expect(found?.estimate).toBeCloseTo(-0.04, 3);
  expect(found?.lower).toBeCloseTo(-0.059, 2);
  expect(found?.upper).toBeCloseTo(-0.021, 2);
});

it("is as wide as the seeds are apart, however many tasks each has", () => {
  const tasks = Array.from({ length: 50 }, (_, i) => i);
  const observed = [0, 1, 2, 3].flatMap((seed) =>
    tasks.map((task) => ({ task: String(task), seed, terms: [seed % 2, 1] })),
  );
  // Two of four seeds solve everything: drawn by seeds it may be all or nothing, drawn by pairs it would be 43 to 57 %.
  const found = bootstrap(observed, ratio);
  expect(found?.lower).toBe(0);
  expect(found?.upper).toBe(1);
  const [oneSeed] = [bootstrap(observed.slice(0, 50), ratio)];
  expect(oneSeed).toEqual({ estimate: 0, lower: 0, upper: 0 });
});

it("is the same each time, and nothing where the statistic has no value", () => {
  const observed = [1, 2, 3, 5].map((value, i) => ({ task: String(i), seed: 0, terms: [value, 2] }));
  expect(bootstrap(observed, ratio)).toEqual(bootstrap(observed, ratio));
  expect(bootstrap([], ratio)).toBeUndefined();
});
