import { expect, it } from "vitest";
import { sampleExperiment } from "../testing/sample-experiment.ts";
import { compareExperiments } from "./compare-experiments.ts";

const experiment = sampleExperiment();

it("compares the first arm of an experiment with the others, or those that are named", () => {
  const all = compareExperiments(experiment, undefined);
  expect(all.contrasts.map(({ first, second }) => [first, second])).toEqual([
    ["none", "library"],
    ["none", "none-3x"],
  ]);
  expect(all.differences).toEqual([
    { arms: ["none", "library"], values: [{ what: "library", first: "none", second: "own" }] },
    {
      arms: ["none", "none-3x"],
      values: [{ what: "evaluations a task", first: "30,000", second: "90,000" }],
    },
  ]);
  const named = compareExperiments(experiment, undefined, ["library", "none-3x"]);
  expect(named.contrasts.map(({ first, second }) => [first, second])).toEqual([["library", "none-3x"]]);
});

it("compares the arms that two experiments share, and says what else differs", () => {
  const other = sampleExperiment({ harness: "77aa", seeds: 2 });
  const { contrasts, differences } = compareExperiments(experiment, other, ["library"]);
  expect(contrasts).toMatchObject([
    { first: "library (A)", second: "library (B)", total: { pairs: 48, pValue: 1 }, flips: [] },
  ]);
  expect(differences[0]?.values).toEqual([
    { what: "seeds", first: "0, 1, 2, 3", second: "0, 1" },
    { what: "harness, by its digest", first: "5f2c", second: "77aa" },
  ]);
  const crossed = compareExperiments(experiment, other, ["none", "library"]);
  expect(crossed.contrasts).toMatchObject([{ first: "none (A)", second: "library (B)" }]);
});

it("has no interval of no width where nothing differs", () => {
  const { contrasts } = compareExperiments(experiment, experiment, ["none"]);
  const { estimate, lower, upper } = contrasts[0]?.total.difference ?? { estimate: 1, lower: 0, upper: 0 };
  expect(estimate).toBe(0);
  expect([lower, upper]).toEqual([-upper, expect.closeTo(1 - 0.025 ** (1 / 24), 6)]);
});

it.each([
  [[experiment, undefined, ["library"]], "An arm cannot be compared with itself: one is named."],
  [[experiment, undefined, ["none", "library", "none"]], "with itself: none is named again."],
  [[experiment, undefined, ["library", "all"]], 'There is no arm "all" in the experiment.'],
  [[experiment, experiment, ["none", "library", "none-3x"]], "at most one arm each"],
  [[experiment, withArm("mine")], "no arm of the same name"],
  [[experiment, withDigest("other")], "no suite in common"],
  [[experiment, sampleExperiment({ trials: 0 })], "no task that both arms have tried"],
] as [Parameters<typeof compareExperiments>, string][])(
  "refuses what cannot be paired (%#)",
  (given, message) => {
    expect(() => compareExperiments(...given)).toThrow(message);
  },
);

function withArm(name: string): typeof experiment {
  return { ...experiment, plan: { ...experiment.plan, arms: [name] } };
}

function withDigest(digest: string): typeof experiment {
  const [suite] = experiment.plan.suites as [(typeof experiment.plan.suites)[number]];
  return { ...experiment, plan: { ...experiment.plan, suites: [{ ...suite, digest }] } };
}
