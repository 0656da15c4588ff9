import { z } from "zod";
import type { Json } from "../json/json.ts";
import { defineTool, ToolFailure } from "../sandbox/tool.ts";
import { type LooseTask, taskFrom } from "../task/loose-task.ts";
import type { Task } from "../task/task.ts";
import type { GoalOf } from "../world/world-goal.ts";
import type { World } from "../world/world.ts";

/** How one thing comes about: what it takes, where, with what in hand, beside what. */
interface Rule {
  tool: "mine" | "craft" | "smelt";
  /** Taken for one batch. */
  takes?: Readonly<Record<string, number>>;
  /** Things that a batch gives; 1 when absent. */
  gives?: number;
  at?: string;
  held?: readonly string[];
  beside?: string;
  /** The chance that nothing is found. */
  luck?: number;
}

/** Every thing of the world, easiest first. The names are nobody's: what they take cannot be known, only found out. */
const rules: Readonly<Record<string, Rule>> = {
  osk: { tool: "mine", at: "glade" },
  palt: { tool: "craft", takes: { osk: 1 }, gives: 4 },
  stib: { tool: "craft", takes: { palt: 2 }, gives: 4 },
  tamble: { tool: "craft", takes: { palt: 4 } },
  "osken pick": { tool: "craft", takes: { palt: 3, stib: 2 }, beside: "tamble" },
  grum: { tool: "mine", at: "hollow", held: ["osken pick", "grumen pick"], luck: 0.3 },
  "grumen pick": { tool: "craft", takes: { grum: 3, stib: 2 }, beside: "tamble" },
  forn: { tool: "craft", takes: { grum: 8 }, beside: "tamble" },
  "raw vell": { tool: "mine", at: "hollow", held: ["grumen pick"], luck: 0.5 },
  vell: { tool: "smelt", takes: { "raw vell": 1, palt: 2 }, beside: "forn" },
  "vellen pick": { tool: "craft", takes: { vell: 3, stib: 2 }, beside: "tamble" },
};

const places = ["glade", "hollow"];

/** The tasks of the crafting world: to have so many of each thing, easiest first. */
export const craftingTasks: readonly Task[] = Object.keys(rules).map((thing, order) =>
  taskFrom(craftingTask(thing, order)),
);

/** A goal for each task: so many of the thing, another number in the world of every seed. */
export const craftingGoal: GoalOf = ({ goal }) => {
  const things = [...goal.matchAll(/`(.+?)`/g)]
    .map((match) => match[1] as string)
    .filter((one) => one !== "count");
  const wanted = (state: Json): number => 1 + ((state as unknown as State).seed % 3);
  return {
    id: `has-${things.join("+")}`,
    holds: ({ before, after }) =>
      things.every((thing) => ((after as unknown as State).inventory[thing] ?? 0) >= wanted(before)),
    input: (_, before) => [wanted(before)],
  };
};

interface State {
  seed: number;
  place: string;
  inventory: Record<string, number>;
  placed: string[];
  equipped: string | null;
}

/**
 * A small crafting world: eleven things, two places, three kinds of picks, things to be placed, random failures; the seed decides where
 * one begins and what is found. Its tools fail by the convention of worlds: `missing`, `counts`, `again`.
 */
export function craftingWorld(): World {
  let chance = 0;
  let state: State = { seed: 0, place: "glade", inventory: {}, placed: [], equipped: null };
  const has = (thing: string): number => state.inventory[thing] ?? 0;
  const isLucky = (luck: number): boolean => {
    chance = (Math.imul(chance, 1_103_515_245) + 12_345) & 0x7fffffff;
    return chance / 0x7fffffff >= luck;
  };
  const make = (tool: Rule["tool"], thing: string, count: number): number => {
    const rule = rules[thing];
    if (rule?.tool !== tool) throw new ToolFailure(`no way to ${tool} ${thing}`);
    const { takes = {}, gives = 1, at, held, beside, luck = 0 } = rule;
    const batches = Math.ceil(count / gives);
    const counts: Record<string, number> = {};
    for (const [one, each] of Object.entries(takes)) {
      const lacking = each * batches - has(one);
      if (lacking > 0) counts[one] = lacking;
    }
    const needs = Object.entries(counts).map(([one, lacking]) => `${lacking} more ${one}`);
    const also = (one: string | undefined, text: string): void => {
      if (one === undefined) return;
      counts[one] = 1;
      needs.push(text);
    };
    also(at === state.place ? undefined : at, `to be in the ${at}`);
    also(held?.includes(state.equipped ?? "") === false ? held[0] : undefined, `a ${held?.[0]} equipped`);
    also(beside && state.placed.includes(beside) ? undefined : beside, `a ${beside} placed nearby`);
    if (needs.length > 0) {
      throw new ToolFailure(`cannot ${tool} ${thing}: needs ${needs.join(", ")}`, {
        missing: Object.keys(counts),
        counts,
      });
    }
    if (!isLucky(luck)) throw new ToolFailure(`found no ${thing} this time`, { again: true });
    for (const [one, each] of Object.entries(takes)) state.inventory[one] = has(one) - each * batches;
    state.inventory[thing] = has(thing) + gives * batches;
    return has(thing);
  };
  const take = (thing: string, doing: string): void => {
    if (has(thing) === 0) {
      throw new ToolFailure(`cannot ${doing} ${thing}: there is none`, {
        missing: [thing],
        counts: { [thing]: 1 },
      });
    }
  };
  const making = (tool: Rule["tool"], description: string) =>
    defineTool({
      description,
      input: z.object({ item: z.string(), count: z.number().int().positive().optional() }),
      output: z.number(),
      effect: "write",
      call: async ({ item, count = 1 }) => make(tool, item, count),
    });
  const item = z.object({ item: z.string() });
  return {
    tools: {
      workshop: {
        mine: making("mine", "Gets things from the ground; returns how many there are now."),
        craft: making("craft", "Makes things by hand; returns how many there are now."),
        smelt: making("smelt", "Melts things; returns how many there are now."),
        place: defineTool({
          description: "Puts a thing on the ground, where it stays.",
          input: item,
          output: z.null(),
          effect: "write",
          call: async ({ item: thing }) => {
            if (thing !== "tamble" && thing !== "forn") throw new ToolFailure(`${thing} cannot be placed`);
            take(thing, "place");
            state.inventory[thing] = has(thing) - 1;
            state.placed.push(thing);
            return null;
          },
        }),
        equip: defineTool({
          description: "Takes a thing in hand.",
          input: item,
          output: z.null(),
          effect: "write",
          call: async ({ item: thing }) => {
            if (!thing.endsWith("pick")) throw new ToolFailure(`${thing} cannot be equipped`);
            take(thing, "equip");
            state.equipped = thing;
            return null;
          },
        }),
        travel: defineTool({
          description: "Goes to a place; what was placed stays behind.",
          input: z.object({ to: z.string() }),
          output: z.null(),
          effect: "write",
          call: async ({ to }) => {
            if (!places.includes(to)) throw new ToolFailure(`there is no place ${to}`);
            if (to === state.place) throw new ToolFailure(`you are in the ${to} already`);
            state = { ...state, place: to, placed: [] };
            return null;
          },
        }),
        observe: defineTool({
          description: "What there is.",
          input: z.null(),
          output: z.object({
            place: z.string(),
            inventory: z.record(z.string(), z.number()),
            placed: z.array(z.string()),
            equipped: z.string().nullable(),
          }),
          effect: "read",
          call: async () => {
            const { place, inventory, placed, equipped } = structuredClone(state);
            return { place, inventory, placed, equipped };
          },
        }),
      },
    },
    reset: async (seed) => {
      chance = seed & 0x7fffffff;
      state = { seed, place: places[seed % 2] as string, inventory: {}, placed: [], equipped: null };
    },
    observe: () => structuredClone(state) as unknown as Json,
  };
}

function craftingTask(thing: string, order: number): LooseTask {
  const name = `obtain-${thing.replaceAll(" ", "-")}`;
  return {
    id: `crafting/${name}`,
    suite: "crafting",
    name,
    goal: `Obtain \`${thing}\`: afterwards the inventory has at least \`count\` of it.`,
    signature: "(count: number) => Promise<number>",
    world: "crafting",
    order,
  };
}
