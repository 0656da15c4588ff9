import { expect, it } from "vitest";
import { result } from "../testing/task-result.ts";
import { comparePaired, flips } from "./paired-comparison.ts";
import type { TaskResult } from "./task-result.ts";

const tasks = Array.from({ length: 12 }, (_, i) => `t${i}`);
const arm = (
  seeds: number,
  succeeds: (task: number, seed: number) => boolean,
  evaluations = 10,
): TaskResult[] =>
  Array.from({ length: seeds }, (_, seed) =>
    tasks.map((task, i) => result({ task, seed, succeeded: succeeds(i, seed), evaluations })),
  ).flat();

it("is McNemar's exact test with one seed", () => {
  const compared = comparePaired(
    arm(1, (task) => task === 0),
    arm(1, (task) => task > 0 && task < 10, 5),
  );
  // 1 against 9: 2 · (1 + 10) / 2^10.
  expect(compared).toMatchObject({
    tasks: 12,
    seeds: 1,
    first: 1,
    second: 9,
    tasksForFirst: 1,
    tasksForSecond: 9,
  });
  expect(compared.pValue).toBeCloseTo(22 / 1024, 12);
  expect(compared.difference.estimate).toBeCloseTo(8 / 12, 12);
  expect(compared.costRatio).toEqual({ estimate: 0.5, lower: 0.5, upper: 0.5 });
  expect(compared.pValueOverSeeds).toBeUndefined();
});

it("says what success took where both arms had it, apart from what one alone succeeded on", () => {
  const first = arm(6, (task) => task < 8, 20);
  const second = arm(6, (task) => task >= 4, 4).map((one) =>
    one.task === "t4" ? { ...one, evaluations: 100 } : one,
  );
  const { onBoth } = comparePaired(first, second);
  expect(onBoth).toMatchObject({ pairs: 4 * 6, firstMedian: 20, secondMedian: 4 });
  expect(onBoth?.costRatio.estimate).toBeCloseTo((100 + 3 * 4) / 80, 12);
  expect(onBoth?.costRatio.lower).toBeCloseTo(0.2, 12);
  expect(
    comparePaired(
      first,
      arm(6, (task) => task >= 8),
    ).onBoth,
  ).toBeUndefined();
});

it("is not made surer by seeds that repeat each other", () => {
  const once = comparePaired(
    arm(1, () => false),
    arm(1, (task) => task < 4),
  );
  const often = comparePaired(
    arm(8, () => false),
    arm(8, (task) => task < 4),
  );
  expect(often.pairs).toBe(96);
  expect(often.pValue).toBe(once.pValue);
  expect(often.eValue).toBe(once.eValue);
  // All eight seeds say the same: 2 / 2^8.
  expect(often.pValueOverSeeds).toBeCloseTo(2 / 256, 12);
});

// The uniform mixture over all shares, 2^n / ((n + 1) C(n, k)), of which Ville's inequality holds (Robbins 1970): the integral
// of 2^n p^k (1 - p)^(n - k), which is 9.30909 for 9 of 10 by quad of scipy 1.10.
it("gives the e-value of Robbins' mixture", () => {
  const { eValue } = comparePaired(
    arm(1, (task) => task === 0),
    arm(1, (task) => task > 0 && task < 10),
  );
  expect(eValue).toBeCloseTo(2 ** 10 / (11 * 10), 10);
});

it("leaves out what only one arm has", () => {
  const whole = arm(2, () => true);
  const { pairs } = comparePaired(whole, whole.slice(0, 15));
  expect(pairs).toBe(15);
  expect(comparePaired(whole, []).pairs).toBe(0);
});

it("names the tasks that depend on the arm", () => {
  const found = flips(
    arm(2, (task) => task === 0),
    arm(2, (task, seed) => task === 1 || (task === 2 && seed === 0)),
  );
  expect(found.map(({ task, first, second }) => [task, first, second])).toEqual([
    ["t0", 2, 0],
    ["t1", 0, 2],
    ["t2", 0, 1],
  ]);
});
