import { unseenGoals } from "../data/unseen-goals.ts";
import type { NameSet } from "../data/crafting-tree.ts";
import type { Tree } from "../tree/tree.ts";
import type { Way } from "../tree/ways.ts";
import { techtreeMilestones } from "./milestones.ts";

/**
 * Which goals: `learn` asks for each item that others are made of and for all tools, `milestones` for the best pickaxe and what is
 * needed for it, `all` for every item; `transfer` for what is in none of them, in a region that has not been seen.
 */
export type TechtreeGoals = "learn" | "milestones" | "all" | "transfer";

/** The items that each goal asks for. */
export function askedItems(
  goals: TechtreeGoals,
  tree: Tree,
  ways: ReadonlyMap<string, Way>,
  names: NameSet,
): [string, ...string[]][] {
  if (goals === "transfer") return unseenGoals(tree, names);
  const needed = goals === "milestones" ? neededForMilestones(tree, ways) : neededForAnything(tree, ways);
  return [...tree.items.values()]
    .filter(({ name, tool }) => goals === "all" || needed.has(name) || (goals === "learn" && tool))
    .map(({ name }) => [name]);
}

function neededForAnything(tree: Tree, ways: ReadonlyMap<string, Way>): Set<string> {
  return new Set([...ways.values()].flatMap((way) => needsOf(way, tree)));
}

function neededForMilestones(tree: Tree, ways: ReadonlyMap<string, Way>): Set<string> {
  const needed = new Set(techtreeMilestones(tree).map(({ item }) => item));
  // A set is gone through in the order of its growth, so that what is added is looked at as well.
  for (const item of needed) {
    const way = ways.get(item);
    for (const other of way ? needsOf(way, tree) : []) needed.add(other);
  }
  return needed;
}

function needsOf({ kind, uses, keeps }: Way, { fuel }: Tree): string[] {
  return [...keeps, ...uses.map(({ item }) => item), ...(kind === "smelt" ? [fuel] : [])];
}
