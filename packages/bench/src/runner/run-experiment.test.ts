import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Coder, PortolanError } from "@portolan/core";
import { expect, it } from "vitest";
import { standardArms } from "../arms/standard-arms.ts";
import { addingCoder, addingParts, addingPlan, freshRoot, timeless } from "../testing/adding-bench.ts";
import { readExperiment } from "./read-experiment.ts";
import { trialPath } from "./run-cell.ts";
import { runExperiment } from "./run-experiment.ts";

const everyArm = Object.keys(standardArms).map((name) =>
  name === "transplanted" ? "transplanted:from=adding" : name,
);

it("gives the same records with one, two and four workers, for every arm", { timeout: 120_000 }, async () => {
  const plan = addingPlan(everyArm, { seeds: [0, 1], tasks: 3, loadBearing: true });
  const [one, two, four] = await Promise.all(
    [1, 2, 4].map(async (workers) => {
      const root = freshRoot();
      const { trials, failed } = await runExperiment(plan, {
        root,
        parts: addingParts({ tasks: 3 }),
        workers,
      });
      expect(failed).toEqual([]);
      expect(readExperiment(root)).toEqual({ plan, trials });
      return timeless(trials);
    }),
  );
  expect(one).toHaveLength(everyArm.length * 2 * 3);
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
  const [first] = lines;
  expect(first).toMatch(
    /^\{"format":1,"experiment":"\w{12}","suite":"adding","arm":"library","seed":1,"position":0,/,
  );
});

it("goes on wherever it was stopped, and makes no trial twice", async () => {
  const plan = addingPlan(["library", "frozen", "none"], { seeds: [0], tasks: 3, loadBearing: true });
  const straight = await runExperiment(plan, {
    root: freshRoot(),
    parts: addingParts({ tasks: 3 }),
    workers: 1,
  });
  for (let stopAt = 1; stopAt <= 9; stopAt++) {
    const [root, parts, stop] = [freshRoot(), addingParts({ tasks: 3 }), new AbortController()];
    let seen = 0;
    const onTrial = () => void (++seen === stopAt && stop.abort());
    const stopped = runExperiment(plan, { root, parts, workers: 1, watch: { onTrial }, signal: stop.signal });
    await expect(stopped).rejects.toMatchObject({ code: "interrupted" });
    expect(readExperiment(root).trials).toHaveLength(stopAt);
    const earlier: boolean[] = [];
    const watch = { onTrial: (_: unknown, __: unknown, isEarlier: boolean) => void earlier.push(isEarlier) };
    const { trials } = await runExperiment(plan, { root, parts, workers: 1, watch });
    expect(timeless(trials)).toEqual(timeless(straight.trials));
    expect(earlier.filter(Boolean)).toHaveLength(stopAt);
  }
});

it("makes a record that was torn again, from the trace", async () => {
  const plan = addingPlan(["library"], { seeds: [0], loadBearing: true });
  const [root, parts] = [freshRoot(), addingParts()];
  const { trials } = await runExperiment(plan, { root, parts, workers: 1 });
  expect(trials.map(({ loadBearing }) => loadBearing)).toEqual([[], [], ["add-2"], ["add-3"]]);
  const path = trialPath(root, { suite: "adding", arm: "library", seed: 0 });
  writeFileSync(path, readFileSync(path, "utf8").slice(0, -20));
  writeFileSync(join(root, "trials.jsonl"), "");
  const again = await runExperiment(plan, { root, parts, workers: 1 });
  expect(timeless(again.trials)).toEqual(timeless(trials));
  writeFileSync(path, "{}\n");
  const { failed } = await runExperiment(plan, { root, parts, workers: 1 }).catch((error: unknown) => ({
    failed: [error],
  }));
  expect(failed).toMatchObject([{ code: "trace-invalid" }]);
});

it("runs the other cells where one fails, and that one when it is started again", async () => {
  const plan = addingPlan(["library", "none"], { seeds: [0, 1] });
  let isOut = true;
  const coder = addingCoder();
  const failing: Coder = {
    ...coder,
    write: (request, budget) =>
      isOut && request.skills.length === 2
        ? Promise.reject(new Error("out of luck"))
        : coder.write(request, budget),
  };
  const [root, parts] = [freshRoot(), addingParts({ coder: failing })];
  const { trials, failed } = await runExperiment(plan, { root, parts, workers: 2 });
  expect(failed.map(({ cell, error }) => [cell.arm, (error as Error).message])).toEqual([
    ["library", "out of luck"],
    ["library", "out of luck"],
  ]);
  expect(trials.filter(({ arm }) => arm === "none")).toHaveLength(8);
  isOut = false;
  const again = await runExperiment(plan, { root, parts, workers: 2 });
  expect(again.failed).toEqual([]);
  const straight = await runExperiment(plan, { root: freshRoot(), parts: addingParts(), workers: 2 });
  expect(timeless(again.trials)).toEqual(timeless(straight.trials));
});

it("leaves a cell to the process that runs it", async () => {
  const plan = addingPlan(["none"], { seeds: [0] });
  const [root, parts] = [freshRoot(), addingParts()];
  using _ = parts.takeLock(join(root, "cells", "adding-none-0", "cell.lock"));
  const { failed } = await runExperiment(plan, { root, parts, workers: 1 });
  expect(failed).toMatchObject([{ error: { code: "store-locked" } }]);
});

it("says of whatever cannot be written in the folder of the experiment that --out names another one", async () => {
  const full = new PortolanError("store-unwritable", "no space left", { value: "s", next: "Use --store." });
  const openStore = () => Promise.reject(full);
  const { failed } = await runExperiment(addingPlan(["library"], { seeds: [0] }), {
    root: freshRoot(),
    parts: { ...addingParts(), openStore },
    workers: 1,
  });
  expect(failed).toMatchObject([
    {
      error: {
        code: "store-unwritable",
        message: "no space left",
        value: "s",
        next: expect.stringContaining("--out"),
      },
    },
  ]);
});

it("refuses a suite that is another one by now", async () => {
  const plan = addingPlan(["none"]);
  const parts = addingParts();
  const other = { ...(await parts.loadSuite("adding")).suite, digest: "other" };
  const { failed } = await runExperiment(plan, {
    root: freshRoot(),
    parts: { ...parts, loadSuite: async () => ({ suite: other }) },
    workers: 1,
  });
  expect(failed).toMatchObject([{ error: { code: "suite-invalid" } }]);
});
