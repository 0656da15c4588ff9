import type { Json, Limits, LinkedProgram, RunResult } from "@portolan/core";
import { nestedDeeper } from "./nesting.ts";

/** A run's input as it will be sent, and its sizes; or how the run ends before it starts. */
export type MeasuredInput =
  | { input: string; sourceBytes: number; argumentBytes: number }
  | Extract<RunResult, { kind: "limit" }>;

/** Measures what a run is given, before anything is sent to a child. */
export function measureInput(
  { source, modules }: LinkedProgram,
  given: Json[],
  limits: Limits,
): MeasuredInput {
  const texts = [source, ...Object.values(modules)];
  const sourceBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const over = (limit: "sourceBytes" | "argumentBytes" | "argumentDepth"): MeasuredInput => {
    return { kind: "limit", limit, allowed: limits[limit] };
  };
  if (sourceBytes > limits.sourceBytes) return over("sourceBytes");
  if (nestedDeeper(given, limits.argumentDepth)) return over("argumentDepth");
  const input = JSON.stringify(given);
  const argumentBytes = Buffer.byteLength(input);
  return argumentBytes > limits.argumentBytes ? over("argumentBytes") : { input, sourceBytes, argumentBytes };
}
