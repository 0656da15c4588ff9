import { z } from "zod";
import type { Json } from "../json/json.ts";
import { propertySchema } from "../properties/property.ts";
import { counterexampleSchema } from "./counterexample.ts";
import { isReservedWord } from "./reserved-words.ts";

const json: z.ZodType<Json> = z.json();

/** One call and what it must return. `input` holds one value per parameter. */
export const caseSchema = z.object({ input: z.array(json), output: json });
export type Case = z.infer<typeof caseSchema>;

/**
 * A task: a goal with a signature and three kinds of cases that never mix.
 * The coder sees `examples`; the gate alone uses `cases`; the report alone uses `score`, after everything is decided.
 * Keys that are not named here are ignored.
 */
export const taskSchema = z.object({
  id: z.string().min(1),
  suite: z.string().min(1),
  goal: z.string().min(1),
  /** `(xs: number[]) => number`. */
  signature: z.string().min(1),
  examples: z.array(caseSchema).min(1),
  cases: z.array(caseSchema).default([]),
  score: z.array(caseSchema).default([]),
  /** What holds for every input, whatever the right result is; the coder is told. */
  properties: z.array(propertySchema).optional(),
  /** Inputs that are checked first, because programs failed on them before. */
  counterexamples: z.array(counterexampleSchema).optional(),
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
});
export type Task = z.infer<typeof taskSchema>;

/** Names that a skill cannot have, because the store keeps something else there. */
const reserved = new Set(["quarantine", "inactive", "candidates", "guidance"]);

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
