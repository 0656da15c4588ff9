import type { WorldSuite } from "../tasks/techtree-suite.ts";
import type { Tree } from "../tree/tree.ts";
import { waysOf } from "../tree/ways.ts";
import { solveByPlan } from "./solve.ts";

/** Tasks that a planner with all recipes does not solve, with the seed: a proof, when there are none, that each can be solved. */
export async function missedByPlan(
  { suite, world: make, goalOf, itemsOf }: WorldSuite,
  tree: Tree,
  seeds: readonly number[],
): Promise<{ task: string; seed: number; why: string }[]> {
  const world = make();
  const recipes = { tree, ways: waysOf(tree) };
  const missed: { task: string; seed: number; why: string }[] = [];
  for (const task of suite.tasks) {
    const goal = goalOf(task);
    for (const seed of seeds) {
      await world.reset(seed);
      const before = structuredClone(world.observe());
      const [count] = goal?.input?.(seed, before) ?? [];
      const wanted = new Map(itemsOf(task).map((item) => [item, Number(count)]));
      const why = await solveByPlan(world, recipes, wanted).then(
        () => (goal?.holds({ before, after: world.observe() }) ? undefined : "the goal does not hold"),
        (failure: unknown) => String(failure),
      );
      if (why !== undefined) missed.push({ task: task.id, seed, why });
    }
  }
  return missed;
}
