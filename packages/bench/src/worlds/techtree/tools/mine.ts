import { standingHere, type State } from "../state/state.ts";
import { integer } from "../../../suites/inputs.ts";
import { ToolFailure } from "@portolan/core";
import { leastTool } from "../tree/depths.ts";
import type { Source } from "../tree/tree.ts";
import { lacksOf } from "./ingredients.ts";
import { type Lack, lacking, noRoom, noWay, withArticle } from "./lack.ts";

/**
 * Finds so many more of an item where one is, or picks up what was placed there; returns how many there are then.
 * @throws ToolFailure with what is lacking (a tool in hand, something to take it with, the place), or with `again` when there
 * was none to be found this time: what was found before is kept.
 */
export function mine(state: State, item: string, count: number): number {
  if (standingHere(state).has(item)) return pickUp(state, item);
  const source = state.tree.sources.get(item);
  if (!source) throw noWay(`mine ${item}`);
  const lacks = lacksFor(state, source, count);
  if (lacks.length > 0) throw lacking(`mine ${item}`, lacks);
  const isUnlucky = state.chance() * 100 < source.misses;
  const wanted = isUnlucky ? Math.floor(state.chance() * count) : count;
  let found = 0;
  while (found < wanted) found += find(state, source, `${found} of ${count}`);
  if (found >= count) return state.inventory.count(item);
  const message = `found only ${found} of ${count} ${item} this time, try again`;
  throw new ToolFailure(message, { again: true, found });
}

function lacksFor(state: State, { item, tool, takes, places, yields }: Source, count: number): Lack[] {
  const lacks: Lack[] = [];
  const least = tool && leastTool(state.tree, tool);
  if (least !== undefined && !holds(state, tool)) {
    lacks.push({ name: least, count: 1, text: `${withArticle(least)} or better in hand` });
  }
  if (takes !== undefined) {
    const finds = Math.ceil(count / yields[0]);
    lacks.push(...lacksOf(state.inventory, [{ anyOf: [takes], count: 1 }], finds));
  }
  if (!state.land.finds.get(state.place)?.has(item)) {
    const home = places[0].place;
    lacks.push({ name: home, count: 1, text: `a place that has it, such as ${home}` });
  }
  return lacks;
}

function holds({ tree, equipped }: State, need: Source["tool"]): boolean {
  const tool = equipped === null ? undefined : tree.items.get(equipped)?.tool;
  return need === undefined || (tool?.kind === need.kind && tool.tier >= need.tier);
}

/** One find: what it takes is used up, the tool wears, and the next of its kind is taken in hand when it breaks. */
function find(state: State, { item, tool, takes, yields: [least, most] }: Source, soFar: string): number {
  const { inventory, equipped } = state;
  if (tool && !holds(state, tool)) {
    const name = leastTool(state.tree, tool) ?? tool.kind;
    throw lacking(`mine ${item} any more (${soFar})`, [{ name, count: 1, text: `another ${name} in hand` }]);
  }
  const found = integer(state.chance, least, most);
  const after = inventory.clone();
  if (takes !== undefined) after.take(takes, 1);
  const kept = after.add(item, found);
  if (kept === 0) throw noRoom(`mine ${item} any more (${soFar})`);
  if (tool && equipped !== null && !after.wear(equipped) && after.count(equipped) === 0)
    state.equipped = null;
  state.inventory = after;
  return kept;
}

function pickUp(state: State, item: string): number {
  if (state.inventory.add(item, 1) === 0) throw noRoom(`pick up ${item}`);
  standingHere(state).delete(item);
  state.heat.delete(state.place);
  return state.inventory.count(item);
}
