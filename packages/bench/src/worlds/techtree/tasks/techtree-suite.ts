import { digestOf, type Json } from "@portolan/core";
import { craftingTree, type NameSet } from "../data/crafting-tree.ts";
import { techtreeWorld } from "../techtree-world.ts";
import { costsOf, type Way, waysOf } from "../tree/ways.ts";
import type { Tree } from "../tree/tree.ts";
import { askedItems, type TechtreeGoals } from "./asked-items.ts";
import { obtainTask } from "./obtain-task.ts";
import type { WorldSuite } from "./world-suite.ts";
import { mostOf } from "./wanted.ts";

export interface TechtreeSuiteOptions {
  /** The suite's name; made from names and goals when absent, such as `techtree-milestones-familiar`. */
  name?: string;
  /** Neutral when absent. */
  names?: NameSet;
  /** `learn` when absent. */
  goals?: TechtreeGoals;
  /** Facts from elsewhere, such as `readTechtree(path)`. */
  tree?: Tree;
  /** Tasks up to that level; all when absent. */
  maxLevel?: number;
}

/** The built-in suite `techtree`: obtain-item goals, level by level, in a world of crafting. */
export function techtreeSuite(options: TechtreeSuiteOptions = {}): WorldSuite {
  const { names = "neutral", goals = "learn", tree = craftingTree(names), maxLevel = Infinity } = options;
  const ways = waysOf(tree);
  const { name = suiteName(names, goals) } = options;
  const region = goals === "transfer" ? "away" : "home";
  const world = region === "away" ? "techtree-away" : "techtree";
  const asked = askedItems(goals, tree, ways, names)
    .map((items) => ({ items, level: Math.max(...items.map((item) => ways.get(item)?.depth ?? 1)) }))
    .filter(({ level }) => level <= maxLevel)
    .toSorted((a, b) => a.level - b.level);
  const tasks = asked.map(({ items, level }, order) => {
    const family = items.length === 1 ? ways.get(items[0])?.kind : undefined;
    const most = mostFor(tree, ways, items);
    return { items, ...obtainTask({ suite: name, world, items, level, order, most, family }) };
  });
  const byId = new Map(tasks.map((one) => [one.task.id, one]));
  const listed = tasks.map(({ task }) => task);
  return {
    suite: { name, digest: digestOf({ tasks: listed as Json, facts: factsOf(tree) }), tasks: listed },
    world: () => techtreeWorld({ tree, region }),
    goalOf: ({ id }) => byId.get(id)?.goal,
    itemsOf: ({ id }) => byId.get(id)?.items ?? [],
  };
}

function suiteName(names: NameSet, goals: TechtreeGoals): string {
  return `techtree${goals === "learn" ? "" : `-${goals}`}${names === "familiar" ? "-familiar" : ""}`;
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
