import type { Tree } from "../tree/tree.ts";
import { craftingTree, type NameSet } from "./crafting-tree.ts";

/** Goals that are no part of what is learned: ends in themselves, and several at once. By familiar names. */
const goals: [string, ...string[]][] = [
  ["shield"],
  ["golden-apple"],
  ["lodestone"],
  ["bookshelf", "campfire"],
  ["bread", "cooked-beef"],
  ["stone-bricks", "glass-pane"],
  ["compass", "iron-leggings"],
  ["bed", "lantern"],
  ["clock", "compass"],
  ["cake", "pumpkin-pie"],
  ["hopper", "sticky-piston"],
  ["dispenser", "repeater"],
  ["anvil", "cauldron"],
  ["spyglass", "lightning-rod"],
  ["minecart", "powered-rail"],
  ["golden-helmet", "lava-bucket"],
  ["tnt", "flint-and-steel"],
  ["diamond-helmet", "jukebox"],
  ["enchanting-table", "bookshelf"],
  ["ender-chest", "brewing-stand"],
  ["observer", "soul-torch"],
  ["netherite-chestplate", "magma-cream"],
];

/** The goals of zero-shot transfer, by the names of the built-in tree; those that another tree does not have are left out. */
export function unseenGoals({ items }: Tree, names: NameSet): [string, ...string[]][] {
  const familiar = [...craftingTree("familiar").items.keys()];
  const called = new Map([...craftingTree(names).items.keys()].map((name, i) => [familiar[i], name]));
  const named = (item: string): string => {
    const own = called.get(item) ?? item;
    return items.has(own) ? own : item.replaceAll("-", "_");
  };
  return goals.flatMap(([first, ...others]) => {
    const all: [string, ...string[]] = [named(first), ...others.map((item) => named(item))];
    return all.every((item) => items.has(item)) ? [all] : [];
  });
}
