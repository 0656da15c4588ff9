import { defineTool, type World } from "@portolan/core";
import { z } from "zod";
import { type State, stateOf } from "../state/state.ts";
import { craft } from "../tools/craft.ts";
import { noRoom, noWay } from "../tools/lack.ts";
import type { Tree } from "../tree/tree.ts";

const some = z.strictObject({ item: z.string(), count: z.number().int().min(1).max(2304).optional() });

/** A world of recipes alone: what has none is there for the asking, and nothing is left to chance. */
export function textcraftWorld(tree: Tree): World {
  let state = stateOf(tree, 0);
  return {
    tools: {
      textcraft: {
        observe: defineTool({
          description: "What you carry.",
          input: z.null(),
          output: z.object({ inventory: z.record(z.string(), z.number()) }),
          effect: "read",
          call: async () => ({ inventory: state.inventory.counts() }),
        }),
        get: defineTool({
          description: "Takes count (1) more of an item that is not crafted. Returns how many you have.",
          input: some,
          output: z.number(),
          effect: "write",
          call: async ({ item, count = 1 }) => get(state, item, count),
        }),
        craft: defineTool({
          description:
            "Makes at least count (1) more of an item from what you carry. Returns how many you have.",
          input: some,
          output: z.number(),
          effect: "write",
          call: async ({ item, count = 1 }) => craft(state, item, count),
        }),
      },
    },
    reset: async (seed) => {
      state = stateOf(tree, seed);
    },
    observe: () => ({ inventory: state.inventory.counts(), seed: state.seed }),
  };
}

function get({ tree, inventory }: State, item: string, count: number): number {
  if (!tree.sources.has(item)) throw noWay(`get ${item}`);
  if (inventory.add(item, count) < count) throw noRoom(`get ${item}`);
  return inventory.count(item);
}
