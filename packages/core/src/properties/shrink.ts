import * as fc from "fast-check";
import { inputArbitrary } from "../generate/generate-inputs.ts";
import { shapeOf } from "../generate/read-shape.ts";
import { simplerInputs } from "../generate/simpler-inputs.ts";
import type { Json } from "../json/json.ts";
import type { Signature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";
import { type Broken, findings, type LawSubject } from "./laws.ts";
import type { Property } from "./property.ts";

/** Generated inputs, and what they were drawn from. */
export interface Drawn {
  arbitrary: fc.Arbitrary<Json[]>;
  inputs: Json[][];
  seed: number;
}

/** Inputs for a property. */
export function drawInputs(
  property: Property,
  signature: Signature,
  examples: readonly Case[],
  { count, seed }: { count: number; seed: number },
): Drawn {
  const arbitrary = inputArbitrary(signature, examples, property.on === "near" ? "near" : "wide");
  return { arbitrary, seed, inputs: count === 0 ? [] : fc.sample(arbitrary, { seed, numRuns: count }) };
}

/** An input on which a property does not hold, and what was seen there. */
interface Counterexample {
  input: Json[];
  saw: string;
}

/** Inputs tried on the way, one at a time by fast-check, then so many rounds of them at once. */
const mostSteps = 100;
const mostRounds = 60;

/**
 * Makes a counterexample smaller: within what it was drawn from, and then, unless only inputs like those of the examples
 * count, within its types. The same every time; it takes a bounded number of runs.
 */
export async function shrunk(
  property: Property,
  subject: LawSubject,
  signature: Signature,
  start: Counterexample & { drawn: Drawn; at: number },
): Promise<Counterexample> {
  const smaller = await withinArbitrary(property, subject, start);
  return property.on === "near" ? smaller : withinTypes(property, subject, signature, smaller);
}

async function withinArbitrary(
  property: Property,
  subject: LawSubject,
  { drawn, at, input, saw }: Counterexample & { drawn: Drawn; at: number },
): Promise<Counterexample> {
  let smallest: Counterexample = { input, saw };
  let steps = 0;
  const tried = fc.asyncProperty(drawn.arbitrary, async (one) => {
    if (steps++ >= mostSteps) return true;
    const found = await broken(property, subject, [one]);
    if (found) smallest = found;
    return !found;
  });
  // The path is the place in the same sequence of values that `sample` drew.
  await fc.check(tried, { seed: drawn.seed, path: String(at), numRuns: drawn.inputs.length });
  return smallest;
}

async function withinTypes(
  property: Property,
  subject: LawSubject,
  { parameters }: Signature,
  start: Counterexample,
): Promise<Counterexample> {
  const shapes = parameters.map(({ type }) => shapeOf(type));
  let smallest = start;
  for (let round = 0; round < mostRounds; round++) {
    const next = await broken(property, subject, simplerInputs(shapes, smallest.input).slice(0, 200));
    if (!next) break;
    smallest = next;
  }
  return smallest;
}

/** The first of the inputs on which the property does not hold. */
async function broken(
  property: Property,
  subject: LawSubject,
  inputs: readonly Json[][],
): Promise<Counterexample | undefined> {
  const found = await findings(property, subject, inputs);
  const at = found.findIndex(({ holds }) => holds === false);
  return at < 0 ? undefined : { input: inputs[at] as Json[], saw: (found[at] as Broken).saw };
}
