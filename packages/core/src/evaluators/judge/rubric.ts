import { z } from "zod";

const criterionSchema = z.strictObject({
  /** kebab-case, by which a verdict names it. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** What must hold, as one sentence. */
  text: z.string().min(1),
});

/** What a judge asks of a result: all criteria must be met. */
export const rubricSchema = z
  .array(criterionSchema)
  .min(1)
  .refine((criteria) => new Set(criteria.map(({ id }) => id)).size === criteria.length, "an id occurs twice");
export type Rubric = z.infer<typeof rubricSchema>;

/** For goals in plain words: done, by the program itself, without damage. */
export const standardRubric: Rubric = [
  { id: "does-the-goal", text: "What is shown is what the goal asks for, in every run and in every part." },
  {
    id: "by-this-program",
    text: "The result comes from the work: it depends on the inputs, or the state after differs from the state before in what the goal asks for.",
  },
  { id: "no-damage", text: "No run failed, and nothing was changed that the goal does not ask to change." },
];
