import { z } from "zod";

const count = z.number().int().positive();

/** The facts of a game version as one file has them. Keys that are not named here are ignored. */
export const fullSchema = z.object({
  version: z.string(),
  craft: z.array(
    z.object({ out: z.string(), n: count, in: z.record(z.string(), count), table: z.boolean() }),
  ),
  smelt: z.array(z.object({ in: z.string(), out: z.string() })),
  /** Ticks that a piece burns. */
  fuel: z.record(z.string(), z.number().positive()),
  /** Ticks that smelting one thing takes. */
  smeltTicks: z.number().positive(),
  blocks: z.array(
    z.object({
      block: z.string(),
      /** Tools that it can be mined with; null where hands will do. */
      tools: z.array(z.string()).nullable(),
      loot: z.array(
        z.object({
          item: z.string(),
          chance: z.number(),
          count: z.tuple([z.number().nullable(), z.number()]),
        }),
      ),
      nether: z.boolean(),
    }),
  ),
  /** What animals and monsters leave. */
  mobs: z.record(z.string(), z.array(z.string())),
  /** Uses until a thing breaks. */
  durability: z.record(z.string(), count),
  /** The items that can be had, each with its stage. */
  stage: z.record(z.string(), z.number()),
});
export type FullFacts = z.infer<typeof fullSchema>;
