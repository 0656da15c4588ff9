import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { standardArms } from "../arms/standard-arms.ts";
import { addingParts, addingPlan, freshRoot, timeless } from "../testing/adding-bench.ts";
import { readExperiment } from "./read-experiment.ts";
import { runExperiment } from "./run-experiment.ts";

const everyArm = Object.keys(standardArms).map((name) =>
  name === "transplanted" ? "transplanted:from=adding" : name,
);

it("gives the same records with one, two and four workers, for every arm", async () => {
  const plan = addingPlan(everyArm, { seeds: [0, 1, 2], loadBearing: true });
  const [one, two, four] = await Promise.all(
    [1, 2, 4].map(async (workers) => {
      const root = freshRoot();
      const { trials, failed } = await runExperiment(plan, { root, parts: addingParts(), workers });
      expect(failed).toEqual([]);
      expect(readExperiment(root)).toEqual({ plan, trials });
      return timeless(trials);
    }),
  );
  expect(one).toHaveLength(everyArm.length * 3 * 4);
  expect(two).toEqual(one);
  expect(four).toEqual(one);
});

it("keeps a record for each trial, in the order of the plan", async () => {
  const plan = addingPlan(["library", "none", "none-3x"]);
  const root = freshRoot();
  const { trials } = await runExperiment(plan, { root, parts: addingParts(), workers: 2 });
  const told = trials.map(({ arm, task, succeeded, evaluations, called, depth, budget }) =>
    [arm, task.slice(-1), succeeded, evaluations, called.join(), depth, budget.evaluations].join(" "),
  );
  expect(told).toEqual([
    "library 1 true 10  0 100",
    "library 2 true 2 add-1 1 100",
    "library 4 false 42  0 100",
    "library 3 true 3 add-2 2 100",
    "none 1 true 10  0 100",
    "none 2 true 20  0 100",
    "none 4 false 40  0 100",
    "none 3 false 30  0 100",
    "none-3x 1 true 10  0 300",
    "none-3x 2 true 20  0 300",
    "none-3x 4 false 40  0 300",
    "none-3x 3 false 30  0 300",
  ]);
  const lines = readFileSync(join(root, "trials.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(trials);
});
