import { expect, it } from "vitest";
import { addingParts, addingPlan, freshRoot } from "../testing/adding-bench.ts";
import { readTurns } from "./read-turns.ts";
import { runExperiment } from "./run-experiment.ts";

it("reads what was said in each episode, also beside the trace of a first pass, and nothing that is hidden", async () => {
  const root = freshRoot();
  const plan = addingPlan(["library", "frozen"]);
  const { trials } = await runExperiment(plan, { root, parts: addingParts(), workers: 1 });
  for (const arm of ["library", "frozen"]) {
    const turns = readTurns(root, { suite: "adding", arm, seed: plan.seeds[0] as number });
    expect(turns).toHaveLength(trials.filter((trial) => trial.arm === arm).length);
    for (const said of turns) expect(said[0]?.by).toBe("task");
    expect(turns.flat().some(({ by, source }) => by === "coder" && source?.includes("export"))).toBe(true);
    expect(JSON.stringify(turns)).not.toContain('"evidence"');
  }
  expect(readTurns(root, { suite: "adding", arm: "none", seed: 0 })).toEqual([]);
});
