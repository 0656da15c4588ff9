import { parseArm, type Plan, planOf, type TrialRecord } from "@portolan/bench";
import type { Task } from "@portolan/core";
import { expect, test } from "vitest";
import { textWidth } from "../output/text-width.ts";
import { ExperimentProgress } from "./experiment-progress.ts";
import { experimentView, trialLine } from "./experiment-view.ts";

const arms = ["library", "none"].map(parseArm);
const plan: Plan = planOf({
  suites: [{ name: "text", digest: "", tasks: 3 }],
  arms: arms.map(({ name }) => name),
  definitions: arms,
  seeds: [1, 2],
  budget: { evaluations: 100, attempts: 3 },
  settings: {},
  versions: { portolan: "0", node: "0", coder: "c", harness: "h" },
});
const cell = { suite: "text", arm: "library", seed: 1 };
const task = { id: "text/up", goal: "Upper case.\nAll of it." } as Task;
const trial = {
  task: "text/up",
  solved: true,
  succeeded: true,
  right: 3,
  of: 3,
  reason: "admitted",
  evaluations: 1_200,
  called: ["first", "last"],
  loadBearing: ["first"],
} as unknown as TrialRecord;

test("counts trials and cells, and shows a line for each cell that runs", () => {
  const progress = new ExperimentProgress(plan);
  const view = (columns: number) =>
    experimentView(progress, { columns, elapsedMs: 65_000, style: (_, text) => text });
  expect(view(100)).toEqual([expect.stringMatching(/^trial 0\/12 .* cell 0\/4 · succeeded 0 · 1:05$/)]);
  progress.onCellStart(cell);
  progress.onCellStart({ ...cell, arm: "none" });
  progress.onTask(cell, task);
  progress.onTrial(cell, trial, false);
  expect(view(100).slice(1)).toEqual([
    "  text, library, seed 1  1/3 · 1 · Upper case.",
    "  text, none, seed 1     0/3 · 0 · starting…",
  ]);
  progress.onCellEnd(cell, new Error("out"));
  expect(view(100)).toEqual([
    expect.stringMatching(/^trial 1\/12 .* cell 1\/4, 1 failed · succeeded 1/),
    expect.stringContaining("none"),
  ]);
  for (const line of view(40).slice(1)) expect(textWidth(line)).toBeLessThanOrEqual(40);
});

test("says of a trial how it ended and which skills it could not do without", () => {
  expect(trialLine(cell, trial, { done: 1, total: 12 })).toBe(
    "[text, library, seed 1]  1/12 ✓ text/up · 3/3 right · 1,200 evaluations · calls first, last · not without first",
  );
  const failed = {
    ...trial,
    solved: false,
    succeeded: false,
    called: [],
    loadBearing: [],
    reason: "gave up",
  };
  expect(trialLine(cell, failed, { done: 12, total: 12 })).toContain("12/12 – text/up · gave up · 1,200");
  expect(trialLine(cell, { ...trial, succeeded: false, right: 2 }, { done: 1, total: 2 })).toContain(
    "~ text/up · 2/3",
  );
});
