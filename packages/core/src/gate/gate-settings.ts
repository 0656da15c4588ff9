import { z } from "zod";
import { sequentialSchema } from "./sequential-settings.ts";

/** Evaluators that no task can leave out: without them nothing would be known of a program. */
const needed = new Set(["type-check", "policy", "examples", "gate-cases", "world-runs", "support"]);

/** How the gate of one task differs from that of the others. */
export const gateSettingsSchema = z.strictObject({
  /** Ids of evaluators that are not asked; the evidence says so. */
  without: z
    .array(z.string().refine((id) => !needed.has(id), { message: "no task can leave out this evaluator" }))
    .optional(),
  /** The lower bound that the task's cases must support, such as 0.9; what supports less is not admitted. */
  reliability: z.number().gt(0).lt(1).optional(),
  /** What decides on random runs, where it is not what the world says. */
  runs: sequentialSchema.partial().optional(),
});
