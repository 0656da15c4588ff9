import type { Ingredient, ToolNeed, Tree } from "./tree.ts";

/**
 * How many steps away each item is that can be had at all: 1 for what is picked up with bare hands, one more than the deepest
 * thing that is needed for the others, by the shortest way. Items out of reach are absent.
 */
export function depthsOf(tree: Tree): Map<string, number> {
  const depths = new Map<string, number>();
  for (let depth = 1; ; depth++) {
    const found = [...tree.items.keys()].filter((name) => !depths.has(name) && isWithin(tree, name, depths));
    if (found.length === 0) return depths;
    for (const name of found) depths.set(name, depth);
  }
}

/** The first and least of the tools that would do. */
export function leastTool({ items }: Pick<Tree, "items">, need: ToolNeed): string | undefined {
  let least: { name: string; tier: number } | undefined;
  for (const { name, tool } of items.values()) {
    if (tool?.kind !== need.kind || tool.tier < need.tier) continue;
    if (!least || tool.tier < least.tier) least = { name, tier: tool.tier };
  }
  return least?.name;
}

/** What must be had to enter a place, on the way from a start, itself or through another one. */
export function neededFor({ places }: Pick<Tree, "places">, name: string): string[] {
  const place = places.get(name);
  if (!place) return [];
  const before = place.from === undefined ? [] : neededFor({ places }, place.from);
  return place.needs ? [...before, place.needs.item] : before;
}

function isWithin(tree: Tree, name: string, known: ReadonlyMap<string, number>): boolean {
  const has = (item: string | undefined): boolean => item === undefined || known.has(item);
  const hasAny = ({ anyOf }: Ingredient): boolean => anyOf.some((item) => known.has(item));
  const source = tree.sources.get(name);
  if (source) {
    const tool = source.tool && (leastTool(tree, source.tool) ?? "no such tool");
    if (has(tool) && has(source.takes) && neededFor(tree, source.places[0].place).every(has)) return true;
  }
  const smelting = tree.smeltings.get(name);
  if (smelting && has(smelting.station) && hasAny(smelting.input)) {
    if ([...known.keys()].some((item) => tree.items.get(item)?.burns)) return true;
  }
  const recipes = tree.recipes.get(name) ?? [];
  return recipes.some(({ ingredients, station }) => has(station) && ingredients.every(hasAny));
}
