import type { Inventory } from "../state/inventory.ts";
import type { State } from "../state/state.ts";
import type { Tree } from "../tree/tree.ts";
import { stationLack } from "./craft.ts";
import { lacksOf, stillInHand, useUp } from "./ingredients.ts";
import { type Lack, lacking, noRoom, noWay } from "./lack.ts";

/**
 * Smelts so many more of an item in the furnace nearby, which burns what is carried; returns how many there are then.
 * @throws ToolFailure with what is lacking: what to smelt, fuel, the furnace.
 */
export function smelt(state: State, item: string, count: number): number {
  const { tree, place } = state;
  const smelting = tree.smeltings.get(item);
  if (!smelting) throw noWay(`smelt ${item}`);
  const inventory = state.inventory.clone();
  const inputs = lacksOf(inventory, [smelting.input], count);
  if (inputs.length === 0) useUp(tree, inventory, [smelting.input], count);
  const heat = burn(tree, inventory, count - (state.heat.get(place) ?? 0));
  const lacks = [...inputs, ...fuelLack(tree, heat), ...stationLack(state, smelting.station)];
  if (lacks.length > 0) throw lacking(`smelt ${item}`, lacks);
  if (inventory.add(item, count) < count) throw noRoom(`smelt ${item}`);
  state.inventory = inventory;
  state.heat.set(place, heat);
  state.equipped = stillInHand(inventory, state.equipped);
  return inventory.count(item);
}

/** Burns what is carried until so many items can be smelted; returns the heat that is left over, below zero when it lacks. */
function burn(tree: Tree, inventory: Inventory, wanted: number): number {
  let left = -wanted;
  for (const { name, burns, leaves } of fuelsOf(tree)) {
    while (left < 0 && inventory.count(name) > 0) {
      inventory.take(name, 1);
      if (leaves) inventory.add(leaves, 1);
      left += burns;
    }
  }
  return left;
}

/** The usual fuel first, then what burns shortest; tools, boats and tables are not burned. */
function fuelsOf({ items, fuel }: Tree): { name: string; burns: number; leaves?: string }[] {
  return [...items.values()]
    .flatMap(({ name, burns, leaves, stack, isPlaced }) =>
      burns && !isPlaced && (stack > 1 || leaves) ? [{ name, burns, leaves }] : [],
    )
    .toSorted((a, b) => (a.name === fuel ? -1 : b.name === fuel ? 1 : a.burns - b.burns));
}

function fuelLack({ items, fuel }: Tree, heat: number): Lack[] {
  if (heat >= 0) return [];
  const count = Math.ceil(-heat / (items.get(fuel)?.burns ?? 1));
  return [{ name: fuel, count, text: `${count} more ${fuel} or other fuel` }];
}
