import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactInterval } from "../evaluators/judge/exact-interval.ts";
import { lowerBound } from "./checks.ts";
import { type SequentialSettings, spentOn, standardSequential } from "./sequential-settings.ts";
import { sequentialTest } from "./sequential-test.ts";
import { waldLines } from "./wald-lines.ts";

// NIST/SEMATECH e-Handbook of Statistical Methods, 6.2.6: p1 = 0.01, p2 = 0.10, α = 0.05, β = 0.10.
it("has the lines of a published sequential plan", () => {
  const { slope, admit, refuse } = waldLines({ refuseAt: 0.01, admitAt: 0.1, alpha: 0.05, beta: 0.1 });
  expect(slope).toBeCloseTo(0.0397, 3);
  expect(admit).toBeCloseTo(1.205, 3);
  expect(refuse).toBeCloseTo(-0.939, 3);
});

// Clopper & Pearson's interval of 4 in 20 at 90 %: NIST/SEMATECH e-Handbook, 7.2.4.1.
it("shares its exact interval with a published one", () => {
  const { lower, upper } = exactInterval(4, 20, 0.9);
  expect([lower, upper]).toEqual([expect.closeTo(0.071354, 5), expect.closeTo(0.401029, 5)]);
});

const settings = fc
  .record({
    refuseAt: fc.double({ min: 0.05, max: 0.85, noNaN: true }),
    gap: fc.double({ min: 0.1, max: 0.4, noNaN: true }),
    alpha: fc.double({ min: 0.005, max: 0.2, noNaN: true }),
    beta: fc.double({ min: 0.005, max: 0.2, noNaN: true }),
  })
  .map(({ gap, ...rest }) => ({ ...rest, admitAt: Math.min(0.99, rest.refuseAt + gap) }));

describe("errors, whatever the settings", () => {
  it("are kept at the two shares, and are smaller beyond them", () => {
    fc.assert(
      fc.property(settings, (one) => {
        const test = sequentialTest(one);
        const bad = test.characteristics(one.refuseAt);
        const good = test.characteristics(one.admitAt);
        expect(bad.admitted).toBeLessThanOrEqual(one.alpha + 1e-12);
        expect(good.refused).toBeLessThanOrEqual(one.beta + 1e-12);
        expect(bad.admitted + bad.refused).toBeCloseTo(1, 9);
        expect(test.characteristics(one.refuseAt / 2).admitted).toBeLessThanOrEqual(bad.admitted);
        expect(good.expectedRuns).toBeLessThanOrEqual(test.mostRuns);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("are not kept by ending Wald's test early without a look at them", () => {
    // 15 runs are too few: the last decision cannot keep both errors, so the test asks for more.
    expect(sequentialTest(standardSequential).mostRuns).toBeGreaterThan(15);
  });
});

it("needs fewer runs than a fixed number of them on both sides", () => {
  const test = sequentialTest(standardSequential);
  const fixed = fixedRuns(standardSequential);
  expect(test.characteristics(1).expectedRuns).toBeLessThan(fixed);
  expect(test.characteristics(0.95).expectedRuns).toBeLessThan(fixed);
  expect(test.characteristics(0.5).expectedRuns).toBeLessThan(fixed / 3);
});

describe("the bound of what was admitted", () => {
  const test = sequentialTest(standardSequential);
  const soonest = Array.from({ length: test.mostRuns }, (_, i) => i + 1).find(
    (runs) => test.decide(runs, runs) === "admit",
  ) as number;

  it("is Clopper and Pearson's where nothing failed", () => {
    expect(test.lowerBound(soonest)).toBeCloseTo(lowerBound(soonest), 3);
  });

  it("is never below what the test tells apart, and falls with every run more", () => {
    const bounds = Array.from({ length: test.mostRuns - soonest + 1 }, (_, i) =>
      test.lowerBound(soonest + i),
    );
    expect(bounds.toSorted((a, b) => b - a)).toEqual(bounds);
    // Rounded down to four digits.
    expect(Math.min(...bounds)).toBeGreaterThanOrEqual(standardSequential.refuseAt - 1e-4);
  });
});

it("spends no more on all candidates than on one", () => {
  const spent = Array.from({ length: 1000 }, (_, i) => spentOn(i + 1, 0.05));
  expect(spent.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.05);
});

it.each([
  [{ admitAt: 0.8, refuseAt: 0.9, alpha: 0.05, beta: 0.1 }, /refuseAt must be below admitAt/],
  [{ admitAt: 1, refuseAt: 0.9, alpha: 0.05, beta: 0.1 }, /admitAt/],
  [{ admitAt: 0.9, refuseAt: 0.8999, alpha: 0.001, beta: 0.001 }, /2,000 runs/],
] as const)("says why no test can be made of %o", (wrong, why) => {
  expect(() => sequentialTest(wrong)).toThrow(why);
});

/** The smallest fixed number of runs whose best cut keeps both errors. */
function fixedRuns({ admitAt, refuseAt, alpha, beta }: SequentialSettings): number {
  for (let runs = 1; ; runs++) {
    let cut = runs + 1;
    while (cut > 0 && atLeast(cut - 1, runs, refuseAt) <= alpha) cut--;
    if (1 - atLeast(cut, runs, admitAt) <= beta) return runs;
  }
}

function atLeast(k: number, n: number, share: number): number {
  let sum = 0;
  let term = (1 - share) ** n;
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += term;
    term *= ((n - i) / (i + 1)) * (share / (1 - share));
  }
  return sum;
}
