import { callAll, type CallResult, callEach, resultOf, sameResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/**
 * Passes programs that give the same output for the same input: each input once in an isolate of its own, and all
 * of them in reverse order in one isolate, so that what a call leaves behind shows as well as clock and chance.
 */
export function determinismEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "determinism",
    version: 1,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const inputs = [...task.examples, ...task.cases].map(({ input }) => input);
      const apart = (await callEach(sandbox, program, inputs, { signal })).map(resultOf);
      const together = (await callAll(sandbox, program, inputs.toReversed(), { signal })).toReversed();
      const changed = inputs.findIndex(
        (_, i) => !sameResult(apart[i] as CallResult, together[i] as CallResult),
      );
      if (changed < 0) return { status: "passed", evidence: { inputs: inputs.length } };
      return {
        status: "failed",
        feedback: "It gave two different results for the same input.",
        evidence: { input: inputs[changed] ?? null },
      };
    },
  });
}
