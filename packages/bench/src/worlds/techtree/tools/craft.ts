import { standingHere, type State } from "../state/state.ts";
import type { Recipe } from "../tree/tree.ts";
import { lacksOf, stillInHand, useUp } from "./ingredients.ts";
import { type Lack, lacking, noRoom, noWay, withArticle } from "./lack.ts";

/**
 * Makes at least so many more of an item, by the first recipe that can be followed; returns how many there are then.
 * @throws ToolFailure with what is lacking for the recipe that is nearest.
 */
export function craft(state: State, item: string, count: number): number {
  const recipes = state.tree.recipes.get(item) ?? [];
  const lacks = recipes.map((recipe) => lacksFor(state, recipe, count));
  const possible = recipes[lacks.findIndex(({ length }) => length === 0)];
  if (!possible) {
    const [nearest] = lacks.toSorted((a, b) => distance(a) - distance(b));
    throw nearest ? lacking(`craft ${item}`, nearest) : noWay(`craft ${item}`);
  }
  const times = Math.ceil(count / possible.makes);
  const inventory = state.inventory.clone();
  useUp(state.tree, inventory, possible.ingredients, times);
  const made = times * possible.makes;
  if (inventory.add(item, made) < made) throw noRoom(`craft ${item}`);
  state.inventory = inventory;
  state.equipped = stillInHand(inventory, state.equipped);
  return inventory.count(item);
}

/** The station, as something that is lacking; nothing when it stands here or none is needed. */
export function stationLack(state: State, station: string | undefined): Lack[] {
  if (station === undefined || standingHere(state).has(station)) return [];
  return [{ name: station, count: 1, text: `${withArticle(station)} placed nearby` }];
}

function lacksFor(state: State, { ingredients, station, makes }: Recipe, count: number): Lack[] {
  const times = Math.ceil(count / makes);
  return [...lacksOf(state.inventory, ingredients, times), ...stationLack(state, station)];
}

/** Kinds first, then pieces. */
function distance(lacks: readonly Lack[]): number {
  return lacks.reduce((sum, { count }) => sum + 10_000 + count, 0);
}
