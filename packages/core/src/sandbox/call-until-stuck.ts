import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import { batchOf, type CallResult, resultOf } from "./call-all.ts";
import type { RunOptions, Sandbox } from "./sandbox.ts";

/** Calls made side by side once one of them has brought the isolate down. */
const calledAtOnce = 8;

/**
 * Calls a program once per input in one isolate, as `callAll` does. Where a call hangs or floods, they are made one by one up to
 * the first that does: the results may be fewer than the inputs, and a program that always hangs costs no more than a few runs.
 */
export async function callUntilStuck(
  sandbox: Sandbox,
  program: LinkedProgram,
  inputs: readonly Json[][],
  options: RunOptions = {},
): Promise<CallResult[]> {
  if (inputs.length === 0) return [];
  const outcome = await sandbox.run(batchOf(program), [[...inputs]], options);
  if (outcome.kind === "value") return outcome.value as unknown as CallResult[];
  const results: CallResult[] = [];
  for (let start = 0; start < inputs.length; start += calledAtOnce) {
    const some = inputs.slice(start, start + calledAtOnce);
    const outcomes = await Promise.all(some.map((input) => sandbox.run(program, input, options)));
    for (const one of outcomes) {
      results.push(resultOf(one));
      if (one.kind !== "value" && one.kind !== "error") return results;
    }
  }
  return results;
}
