import { skillNameOf, type Task, type WorldGoal } from "@portolan/core";
import { wantedIn } from "./wanted.ts";

/** What a task asks for. */
export interface Obtain {
  suite: string;
  /** The task's id; made from the items when absent. */
  id?: string;
  world: string;
  items: [string, ...string[]];
  level: number;
  order: number;
  /** The most that it asks for of each, in the world of a seed. */
  most: number;
  /** How the item comes about: what tasks of a kind have in common. */
  family?: string;
}

/** A task to have so many of some items, and the goal that judges it. */
export function obtainTask({ suite, id: given, world, items, level, order, most, family }: Obtain): {
  task: Task;
  goal: WorldGoal;
} {
  const named = items.join("-and-");
  const id = given ?? `${suite}/obtain-${named}`;
  const task: Task = {
    id,
    suite,
    name: skillNameOf({ id: `obtain-${named}` }),
    goal: goalText(items),
    signature: "(count: number) => Promise<number>",
    level,
    order,
    world,
    examples: [],
    cases: [],
    score: [],
    ...(family && { family }),
  };
  return { task, goal: obtainGoal(id, items, most) };
}

function goalText(items: readonly string[]): string {
  const named = items.map((item) => `\`${item}\``).join(" and ");
  const each = items.length > 1 ? "of each" : "of it";
  return `Obtain ${named}: whatever the inventory holds before, it holds at least count ${each} afterwards. Return how many it holds.`;
}

/** Afterwards the inventory holds at least as many of each as the seed of the world asks for. */
function obtainGoal(id: string, items: readonly string[], most: number): WorldGoal {
  const wanted = (state: unknown): number => wantedIn(id, most, (state as { seed: number }).seed);
  return {
    id: `inventory-${items.join("+")}-${most}`,
    input: (_, before) => [wanted(before)],
    holds: ({ before, after }) => {
      const { inventory } = after as unknown as { inventory: Partial<Record<string, number>> };
      return items.every((item) => (inventory[item] ?? 0) >= wanted(before));
    },
  };
}
