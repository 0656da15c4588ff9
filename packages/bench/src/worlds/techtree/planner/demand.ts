import type { Tree } from "../tree/tree.ts";
import type { Way } from "../tree/ways.ts";

/** So much of one thing is to be had, by that way. */
export interface Step {
  way: Way;
  count: number;
}

/** What to get, in order, so that in the end so many of the wanted items are there: the shallowest things first. */
export function stepsTo(
  tree: Tree,
  ways: ReadonlyMap<string, Way>,
  wanted: ReadonlyMap<string, number>,
): Step[] {
  const used = new Map(wanted);
  /** Uses of each thing that is not used up: a tool wears, a table does not. */
  const kept = new Map<string, number>();
  const steps: Step[] = [];
  for (const way of [...ways.values()].toReversed()) {
    const count = (used.get(way.item) ?? 0) + pieces(tree, way.item, kept.get(way.item) ?? 0);
    if (count === 0) continue;
    steps.push({ way, count });
    const times = timesFor(way, count);
    for (const { item, count: each } of way.uses) add(used, item, each * times);
    for (const item of way.keeps) add(kept, item, times);
    if (way.kind === "smelt") {
      // Each thing is smelted in one go, so each may leave a part of its last piece of fuel.
      add(used, tree.fuel, Math.ceil(times / (tree.items.get(tree.fuel)?.burns ?? 1)));
    }
  }
  return steps.toReversed();
}

function timesFor(way: Way, count: number): number {
  if (way.kind === "craft") return Math.ceil(count / way.recipe.makes);
  return way.kind === "mine" ? Math.ceil(count / way.source.yields[0]) : count;
}

function pieces({ items }: Tree, name: string, times: number): number {
  return Math.ceil(times / Math.max(1, items.get(name)?.uses ?? times));
}

function add(map: Map<string, number>, name: string, count: number): void {
  map.set(name, (map.get(name) ?? 0) + count);
}
