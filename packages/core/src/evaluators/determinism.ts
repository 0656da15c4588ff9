import { generateInputs } from "../generate/generate-inputs.ts";
import { callAll, type CallResult, resultOf, sameResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { usesTools } from "./generated.ts";
import { ownRuns } from "./own-runs.ts";

const settings = { count: 24, seed: 1 };

/**
 * Passes programs that give the same output for the same input: each known input once in an isolate of its own, and all
 * of them, with inputs near them, forwards in one isolate and backwards in another, so that what a call leaves behind
 * shows as well as clock and chance. Programs that reach tools are asked nothing but what is known.
 */
export function determinismEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "determinism",
    version: 3,
    settings,
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, signal } = subject;
      const known = [...task.examples, ...task.cases].map(({ input }) => input);
      const near = usesTools(subject)
        ? []
        : generateInputs(parseSignature(task.signature), task.examples, settings);
      const inputs = [...known, ...near];
      const [apart, forwards, backwards] = await Promise.all([
        ownRuns(sandbox, subject, known),
        callAll(sandbox, program, inputs, { signal }),
        callAll(sandbox, program, inputs.toReversed(), { signal }),
      ]);
      const alone = apart.map(resultOf);
      const again = backwards.toReversed();
      const changed = inputs.findIndex(
        (_, i) =>
          !sameResult(forwards[i] as CallResult, again[i] as CallResult) ||
          !sameResult(forwards[i] as CallResult, alone[i] ?? (forwards[i] as CallResult)),
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
