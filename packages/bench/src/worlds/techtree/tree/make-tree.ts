import { depthsOf, leastTool } from "./depths.ts";
import { brokenTree } from "./lines.ts";
import type { Item, Place, Recipe, Smelting, Source, Tree } from "./tree.ts";

/** What a tree is made of, as its author lists it. */
export interface TreeParts {
  fuel: string;
  items: ReadonlyMap<string, Item>;
  places: ReadonlyMap<string, Place>;
  recipes: readonly Recipe[];
  smeltings: readonly Smelting[];
  sources: readonly Source[];
}

/**
 * Puts a tree together, and makes sure that it is whole.
 * @throws PortolanError `suite-invalid` when it names what it does not have, or has what nobody can get.
 */
export function makeTree(given: TreeParts): Tree {
  const tree: Tree = {
    fuel: given.fuel,
    items: given.items,
    places: given.places,
    recipes: Map.groupBy(given.recipes, ({ output }) => output),
    smeltings: new Map(given.smeltings.map((one) => [one.output, one])),
    sources: new Map(given.sources.map((one) => [one.item, one])),
  };
  for (const [name, user] of namedItems(given)) {
    if (!tree.items.has(name)) throw brokenTree(`${user} names "${name}", which is no item`, name);
  }
  for (const [name, user] of namedPlaces(given)) {
    if (!tree.places.has(name)) throw brokenTree(`${user} names "${name}", which is no place`, name);
  }
  for (const { item, tool } of given.sources) {
    if (tool && !leastTool(tree, tool)) throw brokenTree(`no ${tool.kind} is good enough for ${item}`, item);
  }
  if (![...tree.places.values()].some(({ isStart }) => isStart)) {
    throw brokenTree("there is no place to start at", "");
  }
  const depths = depthsOf(tree);
  const outOfReach = [...tree.items.keys()].filter((name) => !depths.has(name));
  if (outOfReach.length > 0) throw brokenTree("nobody can get these items", outOfReach.join(", "));
  return tree;
}

/** Every name of an item that is used somewhere, with who uses it. */
function* namedItems({
  fuel,
  items,
  places,
  recipes,
  smeltings,
  sources,
}: TreeParts): Generator<[string, string]> {
  yield [fuel, "the tree"];
  for (const { name, leaves } of items.values()) if (leaves) yield [leaves, `the item ${name}`];
  for (const { name, needs } of places.values()) if (needs) yield [needs.item, `the place ${name}`];
  for (const { output, ingredients, station } of recipes) {
    const user = `the recipe of ${output}`;
    for (const name of [output, ...ingredients.flatMap(({ anyOf }) => anyOf)]) yield [name, user];
    if (station) yield [station, user];
  }
  for (const { output, input, station } of smeltings) {
    for (const name of [output, ...input.anyOf, station]) yield [name, `the smelting of ${output}`];
  }
  for (const { item, takes } of sources) {
    yield [item, "a source"];
    if (takes) yield [takes, `the source of ${item}`];
  }
}

function* namedPlaces({ places, sources }: TreeParts): Generator<[string, string]> {
  for (const { name, from } of places.values()) if (from) yield [from, `the place ${name}`];
  for (const { item, places: where } of sources) {
    for (const { place } of where) yield [place, `the source of ${item}`];
  }
}
