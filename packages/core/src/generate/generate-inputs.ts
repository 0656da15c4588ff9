import * as fc from "fast-check";
import { canonicalJson, type Json } from "../json/json.ts";
import type { Signature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";
import { nearValue } from "./near-value.ts";
import { shapeOf } from "./read-shape.ts";
import { related, relationsOf } from "./relations.ts";
import { fitsShape, type Shape } from "./shape.ts";
import { wideValue } from "./wide-value.ts";

/** How far generated inputs go: in the style of the examples, so but larger than they are, or all over the type. */
export type Reach = "near" | "large" | "wide";

export interface GenerateOptions {
  /** Inputs wanted; there are fewer where the type has no more. */
  count: number;
  /** The same seed gives the same inputs. */
  seed: number;
  /** `near` when absent. */
  reach?: Reach;
}

/**
 * Further inputs for a signature: valid for its types, none of them one of the examples, each once. Types that only the checker
 * understands get the values that the examples have there.
 */
export function generateInputs(
  signature: Signature,
  examples: readonly Pick<Case, "input">[],
  { count, seed, reach = "near" }: GenerateOptions,
): Json[][] {
  if (signature.parameters.length === 0) return [];
  const taken = new Set(examples.map(({ input }) => canonicalJson(input)));
  const found: Json[][] = [];
  // Of those that occur twice one is left: a few more are drawn.
  for (const input of fc.sample(inputArbitrary(signature, examples, reach), { seed, numRuns: count * 2 })) {
    if (found.length === count) break;
    const key = canonicalJson(input);
    if (taken.has(key)) continue;
    taken.add(key);
    found.push(input);
  }
  return found;
}

/** The arbitrary behind `generateInputs`, which shrinks. */
export function inputArbitrary(
  signature: Signature,
  examples: readonly Pick<Case, "input">[],
  reach: Reach,
): fc.Arbitrary<Json[]> {
  const shapes = signature.parameters.map(({ type }) => shapeOf(type));
  const inputs = examples.map(({ input }) => input).filter((input) => isValid(shapes, input));
  const relations = relationsOf(inputs);
  const columns = shapes.map((_, i) => inputs.map((input) => input[i] as Json));
  const near = fc.tuple(...shapes.map((shape, i) => nearValue(shape, columns[i] ?? [])));
  const styled = fc
    .oneof({ weight: 3, arbitrary: near }, ...changedInOne(shapes, inputs, columns))
    .map((input) => related(input, relations));
  if (reach === "near") return styled;
  if (reach === "large") {
    return fc.tuple(styled, styled, styled).map((three) => {
      const columnsOfThree = shapes.map((_, i) => three.map((input) => input[i] as Json));
      return related(
        shapes.map((shape, i) => sum(shape, columnsOfThree[i] ?? [])),
        relations,
      );
    });
  }
  const wide = fc.tuple(...shapes.map((shape, i) => wideValue(shape, columns[i] ?? [])));
  // The order of arguments and the lengths of lists that belong together are kept half of the time.
  return fc.oneof(
    { weight: 1, arbitrary: styled },
    {
      weight: 2,
      arbitrary: wide.map((input) =>
        isValid(shapes, related(input, relations)) ? related(input, relations) : input,
      ),
    },
    { weight: 2, arbitrary: wide },
  );
}

/** An example with one argument changed: arguments that only make sense together stay together. */
function changedInOne(
  shapes: readonly Shape[],
  inputs: readonly Json[][],
  columns: readonly Json[][],
): { weight: number; arbitrary: fc.Arbitrary<Json[]> }[] {
  if (shapes.length < 2 || inputs.length === 0) return [];
  const own = shapes.map((shape, i) => nearValue(shape, columns[i] ?? []));
  return own.map((argument, i) => ({
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...inputs), argument).map(([input, value]) => input.with(i, value)),
  }));
}

/** Lists and texts one behind the other, numbers added; of anything else the first. */
function sum({ kind }: Shape, values: readonly Json[]): Json {
  if (kind === "number") return (values as number[]).reduce((total, value) => total + value, 0);
  if (kind === "string") return (values as string[]).join("");
  return kind === "array" ? values.flat() : (values[0] as Json);
}

function isValid(shapes: readonly Shape[], input: readonly Json[]): boolean {
  return input.length === shapes.length && shapes.every((shape, i) => fitsShape(shape, input[i] as Json));
}
