import { expect, it } from "vitest";
import { parseArm } from "../arms/parse-arm.ts";
import { planOf } from "../runner/plan.ts";
import type { Experiment, Plan } from "../runner/trial-record.ts";
import { sampleExperiment } from "../testing/sample-experiment.ts";
import { armDifferences, differenceText, planDifferences } from "./differences.ts";

const sample = sampleExperiment({ seeds: 1 });

/** The sample, planned otherwise; its trials have the digest of another harness. */
function planned(changes: Partial<Plan>): Experiment {
  const versions = { ...sample.plan.versions, harness: "another" };
  return {
    plan: planOf({ ...sample.plan, versions, ...changes }),
    trials: sample.trials.map((trial) => ({ ...trial, versions })),
  };
}

function told(first: Experiment, second: Experiment, arm = "library"): string[] {
  return armDifferences({ experiment: first, arm }, { experiment: second, arm }).map(differenceText);
}

it("names the settings, factors and evaluators that make another harness, and then no digest", () => {
  const definitions = ["none", "library=library:retrieve=3,search=random", "none-3x"].map(parseArm);
  expect(told(sample, planned({ definitions }))).toEqual(["search: ranked → random", "retrieve: 12 → 3"]);
  expect(told(sample, planned({ settings: { reflection: "none", promptTokens: 9_000 } }))).toEqual([
    "reflection: reflection → none",
    "promptTokens: 12000 → 9000",
  ]);
  const judges = (digest: string) => ({ evaluators: [{ id: "novelty", digest }] });
  expect(told(planned(judges("1")), planned(judges("2")))).toEqual(["evaluator novelty: 1 → 2"]);
});

it("has nothing but a digest to say where the plans tell of no change", () => {
  expect(told(sample, planned({}))).toEqual(["harness, by its digest: 5f2c → another"]);
  expect(told(sample, sample)).toEqual([]);
});

it("says of two plans what is asked for otherwise", () => {
  const { plan } = planned({});
  const [suite] = plan.suites as [Plan["suites"][number]];
  const asked = planOf({
    ...plan,
    suites: [{ ...suite, digest: "beef", tasks: 6 }],
    arms: ["none", "library"],
    definitions: [parseArm("none"), parseArm("library=library:retrieve=3")],
    seeds: [0, 1],
    budget: { evaluations: 500, attempts: 4 },
    loadBearing: false,
    settings: { engine: "quickjs" },
    versions: { ...plan.versions, coder: "synth@2" },
  });
  expect(planDifferences(plan, asked).map(differenceText)).toEqual([
    "suite sample: 24 tasks (c0ffee00c0ff) → 6 tasks (beef)",
    "arms: none, library, none-3x → none, library",
    "seeds: 0 → 0, 1",
    "evaluations a task: 30,000 → 500",
    "--load-bearing: yes → no",
    "coder: synth@1 → synth@2",
    "library: retrieve: – → 3",
    "engine: – → quickjs",
  ]);
  expect(planDifferences(plan, plan)).toEqual([]);
});

it("is not part of a plan's id who judges, which is in the digest of the harness", () => {
  const evaluators = [{ id: "novelty", digest: "1" }];
  expect(planned({ evaluators }).plan.id).toBe(planned({}).plan.id);
});
