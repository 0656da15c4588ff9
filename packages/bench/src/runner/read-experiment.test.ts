import { existsSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addingParts, addingPlan, freshRoot } from "../testing/adding-bench.ts";
import { readExperiment, readPlan } from "./read-experiment.ts";
import { runExperiment, writePlan } from "./run-experiment.ts";

const plan = addingPlan(["library"]);

it.each(['{"for', "null", '{"format":1,"arms":[]}', '{"format":1,"id":"x","arms":["none"],"seeds":[1]}'])(
  "takes %s for no plan",
  (text) => {
    const root = freshRoot();
    writePlan(root, plan);
    writeFileSync(join(root, "experiment.json"), text);
    expect(() => readPlan(root)).toThrow(expect.objectContaining({ code: "suite-invalid" }));
  },
);

it("counts no trial of another experiment", () => {
  const root = freshRoot();
  writePlan(root, plan);
  writeFileSync(
    join(root, "trials.jsonl"),
    `${JSON.stringify({ format: 1, experiment: "elsewhere", task: "adding/add-1", arm: "library" })}\n`,
  );
  expect(() => readExperiment(root)).toThrow(
    expect.objectContaining({
      code: "trace-invalid",
      message: expect.stringContaining(":1 is of another") as string,
    }),
  );
});

it("goes on with no trial of another experiment, and writes nothing beside it", async () => {
  const root = freshRoot();
  await runExperiment(plan, { root, parts: addingParts(), workers: 1 });
  rmSync(join(root, "experiment.json"));
  const other = addingPlan(["library"], { seeds: [1], loadBearing: true });
  expect(other.id).not.toBe(plan.id);
  await expect(runExperiment(other, { root, parts: addingParts(), workers: 1 })).rejects.toMatchObject({
    code: "trace-invalid",
    value: plan.id,
  });
  expect(existsSync(join(root, "experiment.json"))).toBe(false);
});

it("says that a plan cannot be written where a file is in the way", () => {
  const root = join(freshRoot(), "taken");
  writeFileSync(root, "");
  expect(() => writePlan(root, plan)).toThrow(expect.objectContaining({ code: "store-unwritable" }));
});

it("leaves a plan that is there as it is, and with it the time at which that was planned", () => {
  const root = freshRoot();
  writePlan(root, plan);
  utimesSync(join(root, "experiment.json"), 1_000, 1_000);
  writePlan(root, plan);
  expect(statSync(join(root, "experiment.json")).mtimeMs).toBe(1_000_000);
});
