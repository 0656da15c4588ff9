import { techtreeSuite } from "@portolan/bench";
import { type Evaluator, type Sandbox, sandboxWithTools, worldEvaluators } from "@portolan/core";

const { world, goalOf } = techtreeSuite({ goals: "milestones" });
const there = world();
await there.reset(7);

/** For `--tools`: the tools of one world, as it is in the beginning. */
export const { tools } = there;

/** For `--evaluators`: what the gate asked of the skills. Several are verified at a time, each in a world of its own. */
export function evaluators({ sandbox }: { sandbox: Sandbox }): readonly Evaluator[] {
  const own = world();
  const { visible, gate } = worldEvaluators(sandboxWithTools(sandbox, own.tools), {
    world: own,
    goalOf,
    calls: 6,
  });
  return [...visible, ...gate];
}
