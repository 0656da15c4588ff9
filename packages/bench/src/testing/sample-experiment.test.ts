import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readExperiment } from "../runner/read-experiment.ts";
import { sampleExperiment } from "./sample-experiment.ts";

const folder = fileURLToPath(new URL("../../../../examples/bench-experiment", import.meta.url));

// The pages of docs/ report on it; `vitest -u` writes it anew.
it("lies in examples/, as its generator makes it", async () => {
  const { plan, trials } = sampleExperiment();
  await expect(`${JSON.stringify(plan, undefined, 2)}\n`).toMatchFileSnapshot(`${folder}/experiment.json`);
  const lines = trials.map((trial) => `${JSON.stringify(trial)}\n`).join("");
  await expect(lines).toMatchFileSnapshot(`${folder}/trials.jsonl`);
  expect(readExperiment(folder)).toEqual({ plan, trials });
});
