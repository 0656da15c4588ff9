import { expect, it } from "vitest";
import { sampleExperiment } from "../testing/sample-experiment.ts";
import { summarise } from "./summary.ts";

it("sums up every arm and compares each with the first", () => {
  const { suites, progress } = summarise(sampleExperiment({ seeds: 6 }));
  expect(progress).toEqual({ done: 3 * 6 * 24, of: 3 * 6 * 24, open: [] });
  const [suite] = suites;
  expect(suite?.arms.map(({ arm, seeds, rate }) => [arm, seeds, rate.of])).toEqual([
    ["none", 6, 144],
    ["library", 6, 144],
    ["none-3x", 6, 144],
  ]);
  expect(suite?.arms[2]?.ownBudget).toMatchObject({ evaluations: 90_000 });
  expect(suite?.arms[0]?.ownBudget).toBeUndefined();
  expect(suite?.arms[0]?.graph).toBeUndefined();
  expect(suite?.arms[1]?.graph?.skills.length).toBeGreaterThan(10);
  const [library, triple] = suite?.contrasts ?? [];
  expect([library?.second, triple?.second]).toEqual(["library", "none-3x"]);
  expect(library?.levels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6]);
  const least = Math.min(library?.total.pValue ?? 0, triple?.total.pValue ?? 0);
  expect(Math.min(library?.adjusted ?? 0, triple?.adjusted ?? 0)).toBeCloseTo(2 * least, 12);
});

it("says how far an experiment has come, and leaves out arms that have nothing yet", () => {
  const { suites, progress } = summarise(sampleExperiment({ seeds: 2, trials: 50 }));
  expect(progress).toMatchObject({ done: 50, of: 144 });
  expect(progress.open[0]).toEqual({ suite: "sample", arm: "library", seed: 0, done: 2, of: 24 });
  expect(suites[0]?.arms.map(({ arm }) => arm)).toEqual(["none", "library"]);
  expect(suites[0]?.contrasts.map(({ total }) => total.pairs)).toEqual([2]);
});

it("sums up an experiment that has not begun", () => {
  const { suites } = summarise(sampleExperiment({ trials: 0 }));
  expect(suites[0]).toMatchObject({ arms: [], contrasts: [], milestones: [] });
});

it("takes tasks for milestones that are named", () => {
  const { suites } = summarise(sampleExperiment(), {
    milestones: [{ name: "sorting", tasks: ["sort-runs"] }],
  });
  expect(suites[0]?.milestones.map(({ milestone, arm }) => [milestone, arm])).toEqual([
    ["sorting", "none"],
    ["sorting", "library"],
    ["sorting", "none-3x"],
  ]);
});
