import { defineTool, type ToolSet } from "@portolan/core";
import { z } from "zod";
import { seen, type State } from "../state/state.ts";
import { craft } from "./craft.ts";
import { mine } from "./mine.ts";
import { equip, place, travel } from "./move.ts";
import { smelt } from "./smelt.ts";

const some = z.strictObject({ item: z.string(), count: z.number().int().min(1).max(2304).optional() });
const one = z.strictObject({ item: z.string() });
const observation = z.object({
  place: z.string(),
  inventory: z.record(z.string(), z.number()),
  placed: z.array(z.string()),
  equipped: z.string().nullable(),
  nearby: z.array(z.string()),
  places: z.array(z.string()),
  slots: z.number(),
});

/** The tools of a world of crafting, in the namespace `techtree`; `now` is the state that they change. */
export function treeTools(now: () => State): ToolSet {
  return {
    techtree: {
      observe: defineTool({
        description:
          "Where you are, what you carry (in so many of 36 slots) and hold, what is placed here, what can be mined nearby, and all places.",
        input: z.null(),
        output: observation,
        effect: "read",
        call: async () => seen(now()),
      }),
      travel: defineTool({
        description: "Goes to a place. What is placed where you were stays there.",
        input: z.strictObject({ to: z.string() }),
        output: z.string(),
        effect: "idempotent",
        call: async ({ to }) => travel(now(), to),
      }),
      mine: defineTool({
        description:
          "Finds at least count (1) more of an item where you are, or picks up what is placed here. Returns how many you have.",
        input: some,
        output: z.number(),
        effect: "write",
        call: async ({ item, count = 1 }) => mine(now(), item, count),
      }),
      craft: defineTool({
        description:
          "Makes at least count (1) more of an item from what you carry. Returns how many you have.",
        input: some,
        output: z.number(),
        effect: "write",
        call: async ({ item, count = 1 }) => craft(now(), item, count),
      }),
      smelt: defineTool({
        description:
          "Makes count (1) more of an item in a furnace from what you carry. Returns how many you have.",
        input: some,
        output: z.number(),
        effect: "write",
        call: async ({ item, count = 1 }) => smelt(now(), item, count),
      }),
      place: defineTool({
        description: "Puts something down here, to be used from nearby. Returns what is placed here.",
        input: one,
        output: z.array(z.string()),
        effect: "idempotent",
        call: async ({ item }) => place(now(), item),
      }),
      equip: defineTool({
        description: "Takes a tool in hand. Returns it.",
        input: one,
        output: z.string(),
        effect: "idempotent",
        call: async ({ item }) => equip(now(), item),
      }),
    },
  };
}
