import { generateInputs } from "../generate/generate-inputs.ts";
import { canonicalJson, type Json } from "../json/json.ts";
import { parseSignature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";

/**
 * Inputs by which programs that pass the same cases are told apart: half in the style of the cases, half all over the type, so that
 * cases that are all alike do not hide what they are blind to.
 */
export function furtherInputs(
  signature: string,
  cases: readonly Case[],
  { count, seed }: { count: number; seed: number },
): Json[][] {
  const parsed = parseSignature(signature);
  const half = Math.ceil(count / 2);
  const inputs = (["near", "wide"] as const).flatMap((reach) =>
    generateInputs(parsed, cases, { count: half, seed, reach }),
  );
  return [...new Map(inputs.map((input) => [canonicalJson(input), input])).values()];
}
