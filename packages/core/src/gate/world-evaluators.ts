import type { Evaluator } from "../evaluators/evaluator.ts";
import { examplesEvaluator } from "../evaluators/examples.ts";
import { policyEvaluator } from "../evaluators/policy.ts";
import { typeCheckEvaluator } from "../evaluators/type-check.ts";
import { type WorldRunsOptions, worldRunsEvaluator } from "../evaluators/world-runs.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { StandardEvaluators } from "./standard-evaluators.ts";

/** What judges tasks in a world, besides the sandbox. */
export interface WorldGate extends Omit<WorldRunsOptions, "sandbox"> {
  /** Tool namespaces that programs may import; those of the world when absent. */
  tools?: readonly string[];
  /** A model as an evaluator, asked last. */
  judge?: Evaluator;
}

/** The evaluators of tasks in a world: what a program returns may say nothing, what it brings about decides. */
export function worldEvaluators(sandbox: Sandbox, gate: WorldGate): StandardEvaluators {
  const { tools = Object.keys(gate.world.tools), judge, ...options } = gate;
  return {
    visible: [
      typeCheckEvaluator(),
      policyEvaluator({ sourceBytes: 16 * 1024, tools }),
      examplesEvaluator(sandbox),
    ],
    gate: [worldRunsEvaluator({ sandbox, ...options }), ...(judge ? [judge] : [])],
  };
}
