import type { Tree } from "../tree/tree.ts";
import { craftingTree, type NameSet } from "./crafting-tree.ts";

/**
 * Goals that are no part of what is learned: ends in themselves, and several things at once. By familiar names. Each can be written in six
 * calls by who has skills for what it needs; a test counts.
 */
const goals: [string, ...string[]][] = [
  ["campfire"],
  ["bookshelf"],
  ["lava-bucket"],
  ["shield"],
  ["hopper"],
  ["compass"],
  ["bed"],
  ["cake"],
  ["clock"],
  ["golden-apple"],
  ["sticky-piston"],
  ["enchanting-table"],
  ["brewing-stand"],
  ["ender-chest"],
  ["netherite-chestplate"],
  ["torch", "bow", "stone-pickaxe"],
  ["iron-sword", "bucket", "shears"],
  ["lantern", "iron-pickaxe"],
  ["compass", "flint-and-steel"],
  ["lava-bucket", "golden-sword"],
  ["clock", "diamond-pickaxe"],
  ["diamond-chestplate", "netherite-sword", "golden-sword"],
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
