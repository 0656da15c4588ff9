import { digestOf, type GoalOf, type Json, type Suite, type Task, type World } from "@portolan/core";
import { craftingTree, type NameSet } from "../data/crafting-tree.ts";
import { techtreeWorld } from "../techtree-world.ts";
import { costsOf, type Way, waysOf } from "../tree/ways.ts";
import type { Tree } from "../tree/tree.ts";
import { askedItems, type TechtreeGoals } from "./asked-items.ts";
import { obtainTask } from "./obtain-task.ts";
import { mostOf } from "./wanted.ts";

export interface TechtreeSuiteOptions {
  /** Neutral when absent. */
  names?: NameSet;
  /** `learn` when absent. */
  goals?: TechtreeGoals;
  /** Facts from elsewhere, such as `readTechtree(path)`. */
  tree?: Tree;
  /** Tasks up to that level; all when absent. */
  maxLevel?: number;
}

/** A suite whose tasks are in a world: its tasks, a world for each process that runs them, and when they are done. */
export interface WorldSuite {
  suite: Suite;
  world: () => World;
  goalOf: GoalOf;
  /** The items that a task of the suite asks for. */
  itemsOf: (task: Pick<Task, "id">) => readonly string[];
}

/** The built-in suite `techtree`: obtain-item goals, level by level, in a world of crafting. */
export function techtreeSuite(options: TechtreeSuiteOptions = {}): WorldSuite {
  const { names = "neutral", goals = "learn", tree = craftingTree(names), maxLevel = Infinity } = options;
  const ways = waysOf(tree);
  const name = goals === "transfer" ? "techtree-transfer" : "techtree";
  const asked = askedItems(goals, tree, ways, names)
    .map((items) => ({ items, level: Math.max(...items.map((item) => ways.get(item)?.depth ?? 1)) }))
    .filter(({ level }) => level <= maxLevel)
    .toSorted((a, b) => a.level - b.level);
  const tasks = asked.map(({ items, level }, order) => {
    const family = items.length === 1 ? ways.get(items[0])?.kind : undefined;
    const most = mostFor(tree, ways, items);
    return { items, ...obtainTask({ suite: name, world: name, items, level, order, most, family }) };
  });
  const byId = new Map(tasks.map((one) => [one.task.id, one]));
  const listed = tasks.map(({ task }) => task);
  const region = goals === "transfer" ? "away" : "home";
  return {
    suite: { name, digest: digestOf({ tasks: listed as Json, facts: factsOf(tree) }), tasks: listed },
    world: () => techtreeWorld({ tree, region }),
    goalOf: ({ id }) => byId.get(id)?.goal,
    itemsOf: ({ id }) => byId.get(id)?.items ?? [],
  };
}

function mostFor(tree: Tree, ways: ReadonlyMap<string, Way>, items: readonly string[]): number {
  const costs = costsOf(ways);
  return Math.min(...items.map((item) => mostOf(tree.items.get(item) ?? { stack: 1 }, costs.get(item) ?? 1)));
}

/** All that decides what happens in the world, so that a suite of other facts has another digest. */
function factsOf({ fuel, ...maps }: Tree): Json {
  const facts = Object.values(maps).map((map) => [...(map as ReadonlyMap<string, unknown>)]);
  return JSON.parse(JSON.stringify([fuel, facts])) as Json;
}
