import type { Evaluator } from "../evaluators/evaluator.ts";
import { examplesEvaluator } from "../evaluators/examples.ts";
import { policyEvaluator } from "../evaluators/policy.ts";
import { practiceEvaluator } from "../evaluators/practice.ts";
import { typeCheckEvaluator } from "../evaluators/type-check.ts";
import { worldCallsEvaluator } from "../evaluators/world-calls.ts";
import { type WorldRunsOptions, worldRunsEvaluator } from "../evaluators/world-runs.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { practiceIn, type PracticeOptions } from "../world/practice.ts";
import type { StandardEvaluators } from "./standard-evaluators.ts";

/** What judges tasks in a world, besides the sandbox. */
export interface WorldGate extends Omit<WorldRunsOptions, "sandbox">, Pick<PracticeOptions, "isJudged"> {
  /** Tool namespaces that programs may import; those of the world when absent. */
  tools?: readonly string[];
  /**
   * Calls of tools and skills that a program's text may have; no limit when absent. It makes every program a small step, so that what lies
   * deep takes a library.
   */
  calls?: number;
  /** True: every attempt is first run in a practice world, and its coder is told what the tools said. */
  practice?: boolean;
  /** A model as an evaluator, asked last. */
  judge?: Evaluator;
}

/** The evaluators of tasks in a world: what a program returns may say nothing, what it brings about decides. */
export function worldEvaluators(sandbox: Sandbox, gate: WorldGate): StandardEvaluators {
  const { tools = Object.keys(gate.world.tools), judge, calls, practice, isJudged, ...options } = gate;
  const { world, goalOf } = options;
  return {
    visible: [
      typeCheckEvaluator(),
      policyEvaluator({ sourceBytes: 16 * 1024, tools }),
      ...(calls === undefined ? [] : [worldCallsEvaluator({ sandbox, tools: world.tools, calls })]),
      examplesEvaluator(sandbox),
      ...(practice ? [practiceEvaluator(practiceIn({ sandbox, world, goalOf, isJudged }))] : []),
    ],
    gate: [worldRunsEvaluator({ sandbox, ...options }), ...(judge ? [judge] : [])],
  };
}
