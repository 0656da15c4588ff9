import { z } from "zod";
import type { Json } from "../json/json.ts";

/** An input on which an earlier attempt failed a check that needs no expected value; later ones are tried on it first. */
export const counterexampleSchema = z.object({
  /** Id of the evaluator that found it. */
  of: z.string().min(1),
  input: z.array(z.json() as z.ZodType<Json>),
});
export type Counterexample = z.infer<typeof counterexampleSchema>;

/** The inputs that an evaluator found, oldest first. */
export function counterexamplesOf(
  { counterexamples = [] }: { counterexamples?: readonly Counterexample[] },
  evaluator: string,
): Json[][] {
  return counterexamples.filter(({ of }) => of === evaluator).map(({ input }) => input);
}
