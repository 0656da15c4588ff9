import { describe, expect, it } from "vitest";
import { craftingTree } from "./data/crafting-tree.ts";
import { missedByPlan, reachedByNothing } from "./planner/missed.ts";
import { plannerOf } from "./planner/solve.ts";
import type { TechtreeGoals } from "./tasks/asked-items.ts";
import { techtreeSuite } from "./tasks/techtree-suite.ts";
import { waysOf } from "./tree/ways.ts";

const seeds = [1, 2, 3, 4];
const tree = craftingTree();
const ways = waysOf(tree);
const learned = new Set(techtreeSuite().suite.tasks.map(({ name }) => name));

/** Calls of a program that has one thing, with a skill for each other one: what it uses, what it keeps, journeys, the last call. */
function callsFor(item: string): number {
  const way = ways.get(item);
  if (!way) throw new RangeError(item);
  const [used, kept] = [way.uses.length, way.keeps.length];
  if (way.kind === "craft") return used + 2 * kept + 1;
  if (way.kind === "smelt") return used + 1 + 2 * kept + 1;
  const { from, needs } = tree.places.get(way.source.places[0].place) ?? {};
  const journeys = (from === undefined ? 1 : 2) + (needs?.how === "placed" ? 1 : 0);
  return used + kept + (way.tool === undefined ? 0 : 1) + journeys + 1;
}

describe.each<TechtreeGoals>(["learn", "milestones", "all", "transfer"])("goals %s", (goals) => {
  const suite = techtreeSuite({ goals });

  it("can all be reached from every seed, by somebody who knows the recipes", async () => {
    expect(await missedByPlan(suite, plannerOf(tree), seeds)).toEqual([]);
  });

  it("are not reached by the untouched world, nor by a program that does nothing", async () => {
    expect(await reachedByNothing(suite, seeds)).toEqual([]);
  });

  it("can each be written in six calls, by somebody who has the skills for what it needs", () => {
    const tooLong = suite.suite.tasks.filter((task) => {
      const items = suite.itemsOf(task);
      const isKnown = (item: string): boolean => items.length > 1 && learned.has(`obtain-${item}`);
      return items.reduce((sum, item) => sum + (isKnown(item) ? 1 : callsFor(item)), 0) > 6;
    });
    expect(tooLong.map(({ name }) => name)).toEqual([]);
  });
});
