import { expect, it } from "vitest";
import { craftingTree } from "./data/crafting-tree.ts";
import { missedByPlan, reachedByNothing } from "./planner/missed.ts";
import { plannerOf } from "./planner/solve.ts";
import { techtreeSuite } from "./tasks/techtree-suite.ts";

const seeds = Array.from({ length: 200 }, (_, n) => n * 104_729);

it.each(["all", "transfer"] as const)("goals %s can be reached from 200 seeds", async (goals) => {
  const suite = techtreeSuite({ goals });
  expect(await missedByPlan(suite, plannerOf(craftingTree()), seeds)).toEqual([]);
  expect(await reachedByNothing(suite, seeds)).toEqual([]);
});
