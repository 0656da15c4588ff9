import { z } from "zod";
import { defineTool, ToolFailure } from "../sandbox/tool.ts";
import type { World } from "../world/world.ts";
import type { WorldGoal } from "../world/world-goal.ts";

/** What an orchard is like. */
export interface Orchard {
  /** The chance that an apple falls when the tree is shaken. */
  luck: number;
  /** How often the tree lets itself be shaken. */
  shakes: number;
}

/**
 * A small world with random outcomes, all decided by the seed: shaking a tree drops an apple with some luck, and so often
 * only. What a program can reach has a probability that one can compute.
 */
export function orchardWorld({ luck, shakes }: Orchard): World {
  let next = 0;
  let state = { basket: 0, ground: 0, shakes };
  const chance = (): number => {
    next = (next + 0x9e3779b9) | 0;
    return fraction(next);
  };
  return {
    tools: {
      orchard: {
        shake: defineTool({
          description: "Shakes the tree; returns how many apples lie on the ground.",
          input: z.null(),
          output: z.number(),
          effect: "write",
          call: async () => {
            if (state.shakes === 0) throw new ToolFailure("the tree is shaken enough", { shakes });
            state.shakes--;
            if (chance() < luck) state.ground++;
            return state.ground;
          },
        }),
        gather: defineTool({
          description: "Puts all apples from the ground into the basket; returns how many are in it.",
          input: z.null(),
          output: z.number(),
          effect: "write",
          call: async () => {
            state = { ...state, basket: state.basket + state.ground, ground: 0 };
            return state.basket;
          },
        }),
      },
    },
    reset: async (seed) => {
      next = seed | 0;
      state = { basket: 0, ground: 0, shakes };
    },
    observe: () => ({ ...state }),
  };
}

/** So many apples in the basket. */
export function applesGoal(apples: number): WorldGoal {
  return {
    id: `apples-${apples}`,
    holds: ({ after }) => (after as { basket: number }).basket >= apples,
  };
}

/** A program that shakes up to so many times, until it has the apples. */
export function shaker(name: string, apples: number, shakes: number): string {
  return `import { gather, shake } from "#tools/orchard";

/** Gathers ${apples} apples. */
export async function ${name}(): Promise<number> {
  let fallen = 0;
  for (let i = 0; i < ${shakes} && fallen < ${apples}; i++) fallen = await shake(null);
  return gather(null);
}
`;
}

/** The chance that so many apples fall in so many shakes. */
export function chanceOf(apples: number, shakes: number, luck: number): number {
  let sum = 0;
  let term = (1 - luck) ** shakes;
  for (let fallen = 0; fallen <= shakes; fallen++) {
    if (fallen >= apples) sum += term;
    term *= ((shakes - fallen) / (fallen + 1)) * (luck / (1 - luck));
  }
  return sum;
}

/** A number between 0 and 1 from a counter: its bits, mixed as MurmurHash3 ends. */
function fraction(counter: number): number {
  let bits = counter;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
