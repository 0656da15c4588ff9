import type { Coder, Suite, Task } from "@portolan/core";
import { worldEvaluators, sandboxWithTools } from "@portolan/core";
import { applesGoal, exampleHarness, inProcessSandbox, orchardWorld, shaker } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { addingParts, addingPlan, freshRoot, timeless } from "../testing/adding-bench.ts";
import { parseArm } from "../arms/parse-arm.ts";
import type { BenchParts } from "./bench-parts.ts";
import { placeOf } from "./cell-score.ts";
import { planOf } from "./plan.ts";
import { runExperiment } from "./run-experiment.ts";
import type { Plan } from "./trial-record.ts";

const task = (apples: number): Task => ({
  id: `orchard/apples-${apples}`,
  suite: "orchard",
  name: `apples-${apples}`,
  goal: `Gather ${apples} apples.`,
  signature: "() => Promise<number>",
  order: apples,
  examples: [],
  cases: [],
  score: [],
  world: "orchard",
});
const suite: Suite = { name: "orchard", digest: "orchard", tasks: [1, 2, 3].map(task) };
const plan: Plan = planOf({
  ...addingPlan(["library", "none", "no-gate"], { seeds: [0, 1] }),
  suites: [{ name: "orchard", digest: "orchard", tasks: 3 }],
  loadBearing: true,
});

/** Shakes often enough for the first tasks, and once only for the last. */
const coder: Coder = {
  id: "shaker",
  async write({ task: { goal, signature }, name }, budget) {
    budget.spend("evaluations", 1);
    const apples = Number(/\d/.exec(goal)?.[0]);
    const source = shaker(name.replace(/-(\d)/, "$1"), apples, apples === 3 ? 1 : 40);
    return { kind: "programs", programs: [{ name, signature, source }], cost: { evaluations: 1 } };
  },
};

function orchardParts(): BenchParts & { worlds: number } {
  const parts: BenchParts & { worlds: number } = {
    ...addingParts(),
    worlds: 0,
    loadSuite: async () => ({
      suite,
      world: () => {
        parts.worlds++;
        return orchardWorld({ luck: 0.5, shakes: 40 });
      },
      goalOf: (one) => applesGoal(Number(one.id.slice(-1))),
    }),
    equip: async ({ evaluations, attempts }, { store, place }) => {
      if (!place) throw new Error("there is no world");
      const sandbox = sandboxWithTools(inProcessSandbox(), place.world.tools);
      const evaluators = worldEvaluators(sandbox, place);
      const resetWorld = () => place.world.reset(0);
      return {
        coder,
        sandbox,
        evaluators,
        store,
        resetWorld,
        harness: exampleHarness({ evaluations, attempts }),
      };
    },
  };
  return parts;
}

it("scores programs in worlds of the report's own, each cell in a world of its own", async () => {
  const parts = orchardParts();
  const { trials, failed } = await runExperiment(plan, { root: freshRoot(), parts, workers: 3 });
  expect(failed).toEqual([]);
  expect(parts.worlds).toBe(6);
  const told = trials.map(
    ({ arm, solved, right, of, succeeded }) => `${arm} ${solved} ${right}/${of} ${succeeded}`,
  );
  expect(told.slice(0, 3)).toEqual([
    "library true 10/10 true",
    "library true 10/10 true",
    "library false 0/0 false",
  ]);
  // Without a gate what shakes once is taken for a way to three apples.
  const last = trials.filter(({ arm, task: id }) => arm === "no-gate" && id.endsWith("3"));
  expect(last).toMatchObject([0, 1].map(() => ({ solved: true, right: 0, of: 10, succeeded: false })));
  const again = await runExperiment(plan, { root: freshRoot(), parts: orchardParts(), workers: 1 });
  expect(timeless(again.trials)).toEqual(timeless(trials));
});

it.each([
  ["library", true],
  ["no-gate", true],
  ["no-verification", false],
  ["library:practice=unjudged", false],
])(
  "lets practice say if the goal was reached, unless the arm wants it otherwise: %s",
  async (arm, isJudged) => {
    const orchard = await orchardParts().loadSuite("orchard");
    expect(placeOf(orchard, parseArm(arm), 0)).toMatchObject({ isJudged });
  },
);
