import { canonicalJson } from "../json/json.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/**
 * Judges the cases, not the program: a no-op (which returns nothing) and every constant program must fail on them.
 * Cases that a constant passes can admit nothing, however right the candidate looks.
 */
export function caseAuditEvaluator(): Evaluator {
  return defineEvaluator({
    id: "case-audit",
    version: 1,
    cost: "none",
    evaluate: async ({ task }): Promise<Verdict> => {
      const outputs = [...task.examples, ...task.cases].map(({ output }) => canonicalJson(output));
      const distinct = new Set(outputs);
      if (distinct.size >= 2) return { status: "passed", evidence: { distinctOutputs: distinct.size } };
      return {
        status: "failed",
        feedback:
          "The task's cases all expect the same result, so they cannot tell a program from a constant.",
        evidence: { distinctOutputs: distinct.size, constant: outputs[0] ?? null },
      };
    },
  });
}
