import { z } from "zod";
import { depthsOf } from "../tree/depths.ts";
import { makeTree, type TreeParts } from "../tree/make-tree.ts";
import { readFacts } from "../tree/read-facts.ts";
import type { Ingredient, Recipe, Tree } from "../tree/tree.ts";

const ingredient = z.union([
  z.object({ item: z.string(), n: z.number().int().positive() }),
  z.object({ tag: z.string(), n: z.number().int().positive() }),
]);
const factsSchema = z.object({
  recipes: z.array(z.object({ out: z.string(), n: z.number().int().positive(), in: z.array(ingredient) })),
  /** Items that do for each other, by the name of their group. */
  tags: z.record(z.string(), z.array(z.string())),
});
type Facts = z.infer<typeof factsSchema>;

/** The one place of a world without places. */
const here = "here";

/**
 * Reads recipes without grids, tables or tools: what has no recipe is there for the asking. Items that only come of one another are
 * left out.
 * @throws PortolanError `suite-invalid` when the file cannot be read as such recipes.
 */
export async function readTextcraftTree(path: string): Promise<Tree> {
  const facts = await readFacts(path, factsSchema);
  const recipes = facts.recipes.map((recipe) => recipeOf(recipe, facts));
  const made = new Set(recipes.map(({ output }) => output));
  const names = new Set(
    recipes.flatMap(({ output, ingredients }) => [output, ...ingredients.flatMap(({ anyOf }) => anyOf)]),
  );
  const places = new Map([[here, { name: here, isStart: true, realm: here }]]);
  const parts = partsOf([...names], recipes, made);
  const reached = depthsOf({
    ...parts,
    places,
    recipes: Map.groupBy(recipes, ({ output }) => output),
    smeltings: new Map(),
    sources: new Map(parts.sources.map((one) => [one.item, one])),
  });
  const has = (name: string): boolean => reached.has(name);
  const possible = recipes
    .map((recipe) => ({ ...recipe, ingredients: recipe.ingredients.map((one) => among(one, has)) }))
    .filter(({ output, ingredients }) => has(output) && ingredients.every(({ anyOf }) => anyOf.every(has)));
  return makeTree({ ...partsOf([...reached.keys()], possible, made), places });
}

function partsOf(names: string[], recipes: Recipe[], made: ReadonlySet<string>): Omit<TreeParts, "places"> {
  return {
    fuel: names[0] ?? "",
    items: new Map(names.map((name) => [name, { name, stack: 64 }])),
    recipes,
    smeltings: [],
    sources: names
      .filter((name) => !made.has(name))
      .map((item) => ({ item, places: [{ place: here, chance: 1 }], yields: [1, 1], misses: 0 })),
  };
}

function recipeOf({ out, n, in: ingredients }: Facts["recipes"][number], { tags }: Facts): Recipe {
  return {
    output: out,
    makes: n,
    ingredients: ingredients.map((one): Ingredient => {
      if ("item" in one) return { anyOf: [one.item], count: one.n };
      const [first = one.tag, ...others] = tags[one.tag] ?? [];
      return { anyOf: [first, ...others], count: one.n };
    }),
  };
}

function among({ anyOf, count }: Ingredient, has: (name: string) => boolean): Ingredient {
  const [first = anyOf[0], ...others] = anyOf.filter(has);
  return { anyOf: [first, ...others], count };
}
