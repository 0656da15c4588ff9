import { type Config, configSchema } from "@portolan/core";
import { z } from "zod";

/** An arm as data: what it changes of the experiment's agent. What is absent stays as it is. */
export const armSchema = z.strictObject({
  /** Names it in files and tables. */
  name: z.string().min(1).max(200),
  /** `own`: skills are found and kept; `frozen`: found only; `none`: neither. */
  library: z.enum(["own", "frozen", "none"]).default("own"),
  /** What its library holds at the start: `self`, of a first pass over the same suite; a suite that is learned first; or the folder of a store. */
  from: z.string().min(1).optional(),
  /** How skills are found. */
  search: z.enum(["ranked", "random", "shuffled", "oracle"]).default("ranked"),
  /** Who is admitted: what passes the gate; what passes it without hidden cases; whatever fits what the coder saw. */
  gate: z.enum(["full", "no-cases", "none"]).default("full"),
  /** What the coder is told of failures: all that it may know; that there was one; nothing. */
  feedback: z.enum(["all", "none", "blind"]).default("all"),
  /** Of the programs that its coder hands in, the share in which a small mistake is made, 0 to 1; none when absent. */
  slips: z.coerce.number().min(0).max(1).optional(),
  /** In a world, `judged` when absent: whether a run in practice says if the goal was reached, or whatever ends without an error is taken to have reached it. */
  practice: z.enum(["judged", "unjudged"]).optional(),
  /** Calls of tools and skills that the text of a program may have, where tasks are in a world; as the suite says when absent. */
  calls: z.coerce.number().int().positive().optional(),
  /** Which task comes next; as the experiment says when absent. */
  curriculum: z.enum(["in-order", "easiest-first", "random"]).optional(),
  /** So many times the budget of the experiment. */
  budget: z.coerce.number().positive().default(1),
  /** Any other setting, in place of the experiment's. */
  settings: z.record(z.string(), z.unknown()).default({}).transform(readSettings),
});
export type Arm = z.output<typeof armSchema>;
/** An arm as a person writes it. */
export type ArmInput = Omit<z.input<typeof armSchema>, "settings"> & { settings?: Partial<Config> };

/** Names of what an arm can change besides settings. */
export const armFactors: readonly string[] = Object.keys(armSchema.shape).filter(
  (key) => key !== "name" && key !== "settings",
);

/** Settings that say where an experiment runs, or are its own; the last one is a factor of arms. */
const notOfArms = new Set(["store", "seed", "children", "index", "curriculum"]);

/** Names of the settings that an arm can change. */
export const armSettings: readonly string[] = Object.keys(configSchema.shape).filter(
  (key) => !notOfArms.has(key),
);

/** Setting by setting, so that those which are absent stay absent. */
function readSettings(given: Record<string, unknown>, context: z.RefinementCtx): Partial<Config> {
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const schema = armSettings.includes(key) ? configSchema.shape[key as keyof Config] : undefined;
    const read = schema?.safeParse(value);
    if (read?.success) settings[key] = read.data;
    else {
      const message = read ? `${key}: ${read.error.issues[0]?.message}` : `no arm has a setting "${key}"`;
      context.addIssue({ code: "custom", message, input: given });
    }
  }
  return settings;
}
