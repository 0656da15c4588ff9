import { describe, expect, it } from "vitest";
import { craftingTree } from "./data/crafting-tree.ts";
import { missedByPlan, reachedByNothing } from "./planner/missed.ts";
import { plannerOf } from "./planner/solve.ts";
import type { TechtreeGoals } from "./tasks/asked-items.ts";
import { techtreeSuite } from "./tasks/techtree-suite.ts";

const seeds = [1, 2, 3, 4];

describe.each<TechtreeGoals>(["learn", "milestones", "all", "transfer"])("goals %s", (goals) => {
  const suite = techtreeSuite({ goals });

  it("can all be reached from every seed, by somebody who knows the recipes", async () => {
    expect(await missedByPlan(suite, plannerOf(craftingTree()), seeds)).toEqual([]);
  });

  it("are not reached by the untouched world, nor by a program that does nothing", async () => {
    expect(await reachedByNothing(suite, seeds)).toEqual([]);
  });
});
