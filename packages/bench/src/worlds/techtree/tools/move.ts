import { standingHere, type State } from "../state/state.ts";
import { lacking, noWay, withArticle } from "./lack.ts";

/**
 * Goes to a place; what stands where one was stays there. Returns the place.
 * @throws ToolFailure with the place it is reached from, or what is needed to get there.
 */
export function travel(state: State, to: string): string {
  const { places } = state.tree;
  const [here, there] = [places.get(state.place), places.get(to)];
  if (!there) throw noWay(`travel to ${to}`);
  if (there === here) return to;
  const { from, needs, realm } = there;
  if (from !== undefined && state.place !== from) {
    throw lacking(`travel to ${to}`, [{ name: from, count: 1, text: `to set out from ${from}` }]);
  }
  if (needs?.how === "carried" && state.inventory.count(needs.item) === 0) {
    throw lacking(`travel to ${to}`, [{ name: needs.item, count: 1 }]);
  }
  if (needs?.how === "placed" && here?.realm !== realm && !standingHere(state).has(needs.item)) {
    const text = `${withArticle(needs.item)} placed nearby`;
    throw lacking(`travel to ${to}`, [{ name: needs.item, count: 1, text }]);
  }
  state.place = to;
  return to;
}

/** Puts something down where one is, unless one stands there already; returns what stands there then. */
export function place(state: State, item: string): string[] {
  const here = standingHere(state);
  if (here.has(item)) return [...here];
  if (!state.tree.items.get(item)?.isPlaced) throw noWay(`place ${item}`);
  if (state.inventory.count(item) === 0) throw lacking(`place ${item}`, [{ name: item, count: 1 }]);
  state.inventory.take(item, 1);
  here.add(item);
  return [...here];
}

/** Takes a tool in hand; returns it. */
export function equip(state: State, item: string): string {
  if (!state.tree.items.get(item)?.tool) throw noWay(`equip ${item}`);
  if (state.inventory.count(item) === 0) throw lacking(`equip ${item}`, [{ name: item, count: 1 }]);
  state.equipped = item;
  return item;
}
