import { depthsOf, leastTool, neededFor } from "./depths.ts";
import type { Ingredient, Recipe, Smelting, Source, Tree } from "./tree.ts";

/** The shortest way to an item, with all that it needs. */
export type Way = { item: string; depth: number; uses: Use[]; keeps: string[] } & (
  | { kind: "mine"; source: Source; tool?: string }
  | { kind: "craft"; recipe: Recipe }
  | { kind: "smelt"; smelting: Smelting }
);

/** So many of an item are used up for each time. */
interface Use {
  item: string;
  count: number;
}

/** The shortest way to each item, deepest items last. */
export function waysOf(tree: Tree): Map<string, Way> {
  const depths = depthsOf(tree);
  const ways = [...depths].map(([item, depth]) => wayTo(tree, item, depth, depths));
  return new Map(ways.map((way) => [way.item, way]));
}

/** How many pieces of anything it takes to have one of each item, all ways together: what a goal may ask for. */
export function costsOf(ways: ReadonlyMap<string, Way>): Map<string, number> {
  const costs = new Map<string, number>();
  for (const way of ways.values()) {
    const used = way.uses.reduce((sum, { item, count }) => sum + count * (costs.get(item) ?? 0), 0);
    costs.set(way.item, 1 + (way.kind === "craft" ? used / way.recipe.makes : used));
  }
  return costs;
}

function wayTo(tree: Tree, item: string, depth: number, depths: ReadonlyMap<string, number>): Way {
  const isNear = (name: string): boolean => (depths.get(name) ?? depth) < depth;
  const useOf = ({ anyOf, count }: Ingredient): Use => ({ item: anyOf.find(isNear) ?? anyOf[0], count });
  const isSound = ({ uses, keeps }: Way): boolean =>
    [...uses.map((use) => use.item), ...keeps].every((name) => isNear(name));
  const source = tree.sources.get(item);
  if (source) {
    const tool = source.tool && leastTool(tree, source.tool);
    const keeps = [...neededFor(tree, source.places[0].place), ...(tool ? [tool] : [])];
    const uses = source.takes ? [{ item: source.takes, count: 1 }] : [];
    const way: Way = { kind: "mine", item, depth, source, tool, uses, keeps };
    if (isSound(way)) return way;
  }
  for (const recipe of tree.recipes.get(item) ?? []) {
    const keeps = recipe.station ? [recipe.station] : [];
    const way: Way = { kind: "craft", item, depth, recipe, uses: recipe.ingredients.map(useOf), keeps };
    if (isSound(way)) return way;
  }
  const smelting = tree.smeltings.get(item);
  if (!smelting) throw new Error(`no way to ${item}`);
  const uses = [useOf(smelting.input)];
  return { kind: "smelt", item, depth, smelting, uses, keeps: [smelting.station] };
}
