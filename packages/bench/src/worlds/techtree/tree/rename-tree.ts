import type { Names } from "./read-items.ts";
import type { Ingredient, Place, Recipe, Source, Tree } from "./tree.ts";

/** The same tree with other names of its items and places. */
export function renameTree(tree: Tree, itemNames: Names, placeNames: Names): Tree {
  const item = (name: string): string => itemNames.get(name) ?? name;
  const place = (name: string): string => placeNames.get(name) ?? name;
  const ingredient = ({ anyOf: [first, ...others], count }: Ingredient): Ingredient => ({
    anyOf: [item(first), ...others.map(item)],
    count,
  });
  const recipe = (one: Recipe): Recipe => ({
    ...one,
    output: item(one.output),
    ingredients: one.ingredients.map(ingredient),
    station: one.station && item(one.station),
  });
  const source = ({ places: [home, ...others], ...one }: Source): Source => ({
    ...one,
    item: item(one.item),
    takes: one.takes && item(one.takes),
    places: [
      { ...home, place: place(home.place) },
      ...others.map((other) => ({ ...other, place: place(other.place) })),
    ],
  });
  const placeOf = (one: Place): Place => ({
    ...one,
    name: place(one.name),
    from: one.from && place(one.from),
    needs: one.needs && { ...one.needs, item: item(one.needs.item) },
    realm: place(one.realm),
  });
  return {
    fuel: item(tree.fuel),
    items: mapOf(tree.items, item, (one) => ({
      ...one,
      name: item(one.name),
      leaves: one.leaves && item(one.leaves),
    })),
    places: mapOf(tree.places, place, placeOf),
    recipes: mapOf(tree.recipes, item, (some) => some.map(recipe)),
    smeltings: mapOf(tree.smeltings, item, (one) => ({
      ...one,
      output: item(one.output),
      input: ingredient(one.input),
      station: item(one.station),
    })),
    sources: mapOf(tree.sources, item, source),
  };
}

function mapOf<Value>(
  map: ReadonlyMap<string, Value>,
  rename: (name: string) => string,
  change: (value: Value) => Value,
): Map<string, Value> {
  return new Map(Array.from(map, ([name, value]) => [rename(name), change(value)]));
}
