import { makeTree } from "../tree/make-tree.ts";
import { readItems, readPlaces } from "../tree/read-items.ts";
import { readRecipes, readSmeltings } from "../tree/read-recipes.ts";
import { readSources } from "../tree/read-sources.ts";
import { renameTree } from "../tree/rename-tree.ts";
import type { Tree } from "../tree/tree.ts";
import { itemLines, placeLines } from "./items.ts";
import { recipeLines, smeltingLines } from "./recipes.ts";
import { sourceLines } from "./sources.ts";

/** What things are called: by words nobody has met before, or by those of the game that the structure is known from. */
export type NameSet = "neutral" | "familiar";

/** The built-in tree of crafting. */
export function craftingTree(names: NameSet = "neutral"): Tree {
  const stations = { table: "crafting-table", furnace: "furnace" };
  const { items, names: itemNames } = readItems(itemLines);
  const { places, names: placeNames } = readPlaces(placeLines);
  const tree = makeTree({
    fuel: "coal",
    items,
    places,
    recipes: readRecipes(recipeLines, stations),
    smeltings: readSmeltings(smeltingLines, stations),
    sources: readSources(sourceLines),
  });
  return names === "familiar" ? tree : renameTree(tree, itemNames, placeNames);
}
