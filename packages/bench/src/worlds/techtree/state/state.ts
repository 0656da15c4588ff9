import { random } from "../../../suites/inputs.ts";
import type { Json } from "@portolan/core";
import type { Tree } from "../tree/tree.ts";
import { Inventory } from "./inventory.ts";
import { type Land, landOf, type Region } from "./land.ts";

/** A world in the middle of a run. */
export interface State {
  readonly tree: Tree;
  readonly seed: number;
  readonly land: Land;
  /** The chance of this run, in [0, 1); its stream depends on the seed alone. */
  readonly chance: () => number;
  /** What stands where, by place. */
  readonly standing: Map<string, Set<string>>;
  /** Items that what is burning in a place still smelts. */
  readonly heat: Map<string, number>;
  place: string;
  inventory: Inventory;
  /** The tool in hand. */
  equipped: string | null;
}

/** The untouched world of a seed. */
export function stateOf(tree: Tree, seed: number, region: Region = "home"): State {
  const land = landOf(tree, seed, region);
  return {
    tree,
    seed,
    land,
    chance: random(`run ${seed}`),
    standing: new Map(),
    heat: new Map(),
    place: land.start,
    inventory: new Inventory(tree.items),
    equipped: null,
  };
}

/** What stands where one is. */
export function standingHere({ standing, place }: State): Set<string> {
  const here = standing.get(place) ?? new Set<string>();
  standing.set(place, here);
  return here;
}

/** What a program may see. */
export function seen(state: State) {
  const { place, inventory, equipped, land, tree } = state;
  return {
    place,
    inventory: inventory.counts(),
    placed: [...standingHere(state)],
    equipped,
    nearby: [...(land.finds.get(place) ?? [])],
    places: [...tree.places.keys()],
    slots: inventory.usedSlots(),
  };
}

/** What an evaluator may see: all of that, and what stands elsewhere. */
export function whole(state: State): Json {
  const everywhere = [...state.standing].filter(([, some]) => some.size > 0);
  return {
    ...seen(state),
    seed: state.seed,
    standing: Object.fromEntries(everywhere.map(([place, some]) => [place, [...some]])),
  };
}
