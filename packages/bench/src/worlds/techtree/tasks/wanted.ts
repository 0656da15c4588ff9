import type { Item } from "../tree/tree.ts";
import { integer, random } from "../../../suites/inputs.ts";

/** The most that a goal asks of an item: fewer of what costs much, and at most three tools. */
export function mostOf({ stack }: Pick<Item, "stack">, cost: number): number {
  return Math.max(1, Math.min(stack === 1 ? 3 : 6, Math.floor(24 / cost)));
}

/** How many a task asks for in the world of a seed, from 1. */
export function wantedIn(task: string, most: number, seed: number): number {
  return integer(random(`${task} ${seed}`), 1, most);
}
