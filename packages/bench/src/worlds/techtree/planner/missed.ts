import type { World } from "@portolan/core";
import type { WorldSuite } from "../tasks/world-suite.ts";

/** Has so many of each item in the end, in a world that was just reset. */
export type Solve = (world: World, wanted: ReadonlyMap<string, number>) => Promise<unknown>;

/** Tasks that a planner with all recipes does not solve, with the seed: a proof, when there are none, that each can be solved. */
export async function missedByPlan(
  { suite, world: make, goalOf, itemsOf }: WorldSuite,
  solve: Solve,
  seeds: readonly number[],
): Promise<{ task: string; seed: number; why: string }[]> {
  const world = make();
  const missed: { task: string; seed: number; why: string }[] = [];
  for (const task of suite.tasks) {
    const goal = goalOf(task);
    for (const seed of seeds) {
      await world.reset(seed);
      const before = structuredClone(world.observe());
      const [count] = goal?.input?.(seed, before) ?? [];
      const wanted = new Map(itemsOf(task).map((item) => [item, Number(count)]));
      const why = await solve(world, wanted).then(
        () => (goal?.holds({ before, after: world.observe() }) ? undefined : "the goal does not hold"),
        (failure: unknown) => String(failure),
      );
      if (why !== undefined) missed.push({ task: task.id, seed, why });
    }
  }
  return missed;
}

/** Tasks that need nothing to be done in the world of some seed. */
export async function reachedByNothing(
  { suite, world: make, goalOf }: WorldSuite,
  seeds: readonly number[],
): Promise<string[]> {
  const world = make();
  const reached: string[] = [];
  for (const seed of seeds) {
    await world.reset(seed);
    const before = world.observe();
    for (const task of suite.tasks) {
      const goal = goalOf(task);
      if (!goal || goal.holds({ before, after: before, value: null })) reached.push(task.id);
    }
  }
  return reached;
}
