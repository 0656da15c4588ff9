import { readFacts } from "../tree/read-facts.ts";
import { makeTree } from "../tree/make-tree.ts";
import type { Item, Recipe, Smelting, Tree } from "../tree/tree.ts";
import { addedItems, fullItem } from "./full-items.ts";
import { fullPlaces } from "./full-places.ts";
import { type FullFacts, fullSchema } from "./full-schema.ts";
import { fullSources } from "./full-sources.ts";

/**
 * Reads a tree of crafting of full size from a file of facts: recipes, smelting, fuels, blocks with their tools and drops. Where
 * things are found is ours, and so is the gate to the nether, which is an item here.
 * @throws PortolanError `suite-invalid` when the file cannot be read as such facts.
 */
export async function readTechtree(path: string): Promise<Tree> {
  const facts = await readFacts(path, fullSchema);
  const items = new Map<string, Item>();
  for (const name of [...Object.keys(facts.stage), ...addedItems]) items.set(name, fullItem(name, facts));
  const isKnown = (name: string): boolean => items.has(name);
  return makeTree({
    fuel: "coal",
    items,
    places: fullPlaces,
    recipes: [...recipesOf(facts).filter((recipe) => namesOf(recipe).every(isKnown)), ...addedRecipes()],
    smeltings: smeltingsOf(facts, isKnown),
    sources: fullSources(facts, isKnown),
  });
}

function recipesOf({ craft }: FullFacts): Recipe[] {
  return craft.map(({ out, n, in: ingredients, table }) => ({
    output: out,
    makes: n,
    ingredients: Object.entries(ingredients).map(([item, count]) => ({ anyOf: [item], count })),
    station: table ? "crafting_table" : undefined,
  }));
}

function namesOf({ output, ingredients }: Recipe): string[] {
  return [output, ...ingredients.flatMap(({ anyOf }) => anyOf)];
}

function addedRecipes(): Recipe[] {
  return addedItems.map((output) => {
    const [material, kind = ""] = output.split("_");
    const used =
      material === "nether" ? ["obsidian", "flint_and_steel"] : [`diamond_${kind}`, "netherite_ingot"];
    const ingredients = used.map((item): Recipe["ingredients"][number] => ({
      anyOf: [item],
      count: item === "obsidian" ? 8 : 1,
    }));
    const station = material === "nether" ? "crafting_table" : "smithing_table";
    return { output, makes: 1, ingredients, station };
  });
}

function smeltingsOf({ smelt }: FullFacts, isKnown: (item: string) => boolean): Smelting[] {
  const known = smelt.filter((one) => isKnown(one.in) && isKnown(one.out));
  return [...Map.groupBy(known, ({ out }) => out)].map(([output, ways]) => {
    const [first = "", ...others] = ways.map((way) => way.in);
    return { output, input: { anyOf: [first, ...others], count: 1 }, station: "furnace" };
  });
}
