import { expect, it } from "vitest";
import { mixtureEvidence } from "./mixture-evidence.ts";

/** With a share from zero to one instead of one half to one, the evidence is the mean of both directions. */
const twoSided = (heads: number, tails: number): number =>
  (mixtureEvidence(heads, tails) + mixtureEvidence(tails, heads)) / 2;

it("is what MacKay finds for the Belgian euro: 140 heads of 250 spins are no evidence of a bias", () => {
  // Information Theory, Inference, and Learning Algorithms (2003), exercise 3.15: a likelihood ratio of 0.48.
  expect(twoSided(140, 110)).toBeCloseTo(0.48, 2);
});

it("is what published Bayes factors of the binomial test with a uniform prior are", () => {
  // Pingouin, `bayesfactor_binom(115, 200, 0.5)`: 0.835.
  expect(twoSided(115, 85)).toBeCloseTo(0.835, 3);
  // Real Statistics, 60 heads of 100: (1/101) / 0.010844.
  expect(twoSided(60, 40)).toBeCloseTo(1 / 101 / 0.010844, 4);
});

it("is (2^(n+1) - 1) / (n + 1) after n signs of the first kind alone, and 1 before any", () => {
  expect(mixtureEvidence(0, 0)).toBe(1);
  for (const n of [1, 4, 9, 30]) expect(mixtureEvidence(n, 0)).toBeCloseTo((2 ** (n + 1) - 1) / (n + 1), 6);
  expect(mixtureEvidence(0, 9)).toBeCloseTo(0.1, 9);
});

it("is what a numerical integral gives", () => {
  const integral = (first: number, second: number): number => {
    const steps = 200_000;
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const p = 0.5 + (i + 0.5) / (2 * steps);
      sum += (2 * p) ** first * (2 * (1 - p)) ** second;
    }
    return sum / steps;
  };
  for (const [first, second] of [
    [3, 1],
    [12, 5],
    [5, 12],
    [40, 33],
  ] as const)
    expect(mixtureEvidence(first, second)).toBeCloseTo(integral(first, second), 4);
});

/** The exact chance that it reaches `needed` within `most` signs, looked at after every one of them. */
function chanceToReach(needed: number, share: number, most: number): number {
  let alive = new Map([[0, 1]]);
  let reached = 0;
  for (let n = 1; n <= most; n++) {
    const next = new Map<number, number>();
    for (const [first, chance] of alive) {
      for (const [count, part] of [
        [first + 1, chance * share],
        [first, chance * (1 - share)],
      ] as const) {
        if (mixtureEvidence(count, n - count) >= needed) reached += part;
        else next.set(count, (next.get(count) ?? 0) + part);
      }
    }
    alive = next;
  }
  return reached;
}

it.each([
  [20, 0.5],
  [100, 0.5],
  [100, 0.4],
])(
  "reaches %d by chance less often than its inverse, however often one looks, at a share of %d",
  (needed, share) => {
    const chance = chanceToReach(needed, share, 400);
    expect(chance).toBeLessThan(1 / needed);
    expect(chance).toBeGreaterThan(0);
  },
);

it("reaches what is needed soon where the share is high", () => {
  expect(chanceToReach(100, 0.9, 30)).toBeGreaterThan(0.95);
});
