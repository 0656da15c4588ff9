import { z } from "zod";
import { gateSettingsSchema } from "../gate/gate-settings.ts";
import type { Json } from "../json/json.ts";
import { propertySchema } from "../properties/property.ts";
import { counterexampleSchema } from "./counterexample.ts";
import { isReservedWord } from "./reserved-words.ts";
import { testSourceSchema } from "./test-source.ts";

const json: z.ZodType<Json> = z.json();

/** One call and what it must return. `input` holds one value per parameter. */
export const caseSchema = z.object({ input: z.array(json), output: json });
export type Case = z.infer<typeof caseSchema>;

/**
 * A task: a goal with a signature and three kinds of cases that never mix.
 * The coder sees `examples`; the gate alone uses `cases`; the report alone uses `score`, after everything is decided.
 * Keys that are not named here are ignored.
 */
const taskFields = z.object({
  id: z.string().min(1),
  suite: z.string().min(1),
  goal: z.string().min(1),
  /** `(xs: number[]) => number`. */
  signature: z.string().min(1),
  /** At least one, but in a world, whose goals judge, and where there is test source. */
  examples: z.array(caseSchema).default([]),
  cases: z.array(caseSchema).default([]),
  score: z.array(caseSchema).default([]),
  /** What holds for every input, whatever the right result is; the coder is told. */
  properties: z.array(propertySchema).optional(),
  /** Inputs that are checked first, because programs failed on them before. */
  counterexamples: z.array(counterexampleSchema).optional(),
  /** Test source that the report scores by, besides `score` or instead of it. */
  tests: testSourceSchema.optional(),
  /** Place in the suite; tasks are learned in this order. */
  order: z.number().int().nonnegative().default(0),
  /** Difficulty, 1 for the easiest, where the suite has levels. */
  level: z.number().int().positive().optional(),
  /** kebab-case name that a skill for this task would get; made from the id when absent. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(64)
    .optional(),
  family: z.string().optional(),
  /** Name of the world that the task is in, where it is in one: its goal is a state, and `world-runs` judges it. */
  world: z.string().min(1).optional(),
  /** How the gate judges this task, where it is not as usual. */
  gate: gateSettingsSchema.optional(),
});
export const taskSchema = taskFields.refine(
  ({ examples, world, tests }) => examples.length > 0 || world !== undefined || tests !== undefined,
  {
    path: ["examples"],
    message: "a task needs at least one example, or a world, or tests",
  },
);
export type Task = z.infer<typeof taskSchema>;

/** Names that a skill cannot have, because the store keeps something else there. */
const reserved = new Set(["quarantine", "inactive", "candidates", "guidance", "uses"]);

/** The name a skill for this task gets: the task's own, or one made from its id; kebab-case, at most 64 characters. */
export function skillNameOf(task: Pick<Task, "id" | "name">): string {
  const words = (task.name ?? task.id).toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join("-");
  const usable =
    /^[a-z]/.test(name) && !reserved.has(name) && !isReservedWord(name)
      ? name
      : ["skill", ...words].join("-");
  return usable.slice(0, 64).replace(/-+$/, "");
}
