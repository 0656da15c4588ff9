import { expect, it } from "vitest";
import { parseArm } from "../arms/parse-arm.ts";
import { addingPlan } from "../testing/adding-bench.ts";
import { armsOf, cellName, cellsOf } from "./plan.ts";

it("has an id of all that decides the result, and of nothing else", () => {
  const plan = addingPlan(["library", "none"], { seeds: [1, 2] });
  const { suites, versions } = plan;
  const same = { suites: suites.map((suite) => ({ ...suite, source: "/elsewhere" })) };
  expect(addingPlan(["library", "none"], { seeds: [1, 2], ...same }).id).toBe(plan.id);
  const others = [
    addingPlan(["none", "library"], { seeds: [1, 2] }),
    addingPlan(["library", "none:budget=2"], { seeds: [1, 2] }),
    addingPlan(["library", "none"], { seeds: [1, 3] }),
    addingPlan(["library", "none"], { seeds: [1, 2], tasks: 3 }),
    addingPlan(["library", "none"], { seeds: [1, 2], loadBearing: true }),
    addingPlan(["library", "none"], { seeds: [1, 2], versions: { ...versions, ranking: "meaning" } }),
  ];
  expect(new Set([plan, ...others].map(({ id }) => id)).size).toBe(7);
  const frozenFrom = (from: string, digest: string) =>
    addingPlan([{ ...parseArm("frozen"), from }], { libraries: { [from]: digest } }).id;
  expect(frozenFrom("/here", "a")).toBe(frozenFrom("/there", "a"));
  expect(frozenFrom("/here", "a")).not.toBe(frozenFrom("/here", "b"));
});

it("has cells in its order, each with a folder of its own", () => {
  const plan = addingPlan(["library:retrieve=3", "none"], { seeds: [0, 7] });
  expect(cellsOf(plan).map(cellName)).toEqual([
    expect.stringMatching(/^adding-library-retrieve-3-0-\w{6}$/),
    expect.stringMatching(/^adding-library-retrieve-3-7-\w{6}$/),
    "adding-none-0",
    "adding-none-7",
  ]);
  expect(armsOf(JSON.parse(JSON.stringify(plan)) as typeof plan).map(({ settings }) => settings)).toEqual([
    { retrieve: 3 },
    {},
  ]);
});
