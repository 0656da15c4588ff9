import { lowerBound } from "../gate/checks.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/**
 * Judges the task, not the program: whether its hidden cases can support the reliability that is demanded. Runs in a
 * world are decided on by a test of their own, so tasks in one are not its business.
 */
export function supportEvaluator(reliability: number): Evaluator {
  return defineEvaluator({
    id: "support",
    version: 1,
    cost: "none",
    settings: { reliability },
    evaluate: async ({ task: { cases, world }, candidate = 1 }): Promise<Verdict> => {
      if (world !== undefined) return { status: "abstained" };
      const bound = lowerBound(cases.length, candidate);
      const evidence = { cases: cases.length, candidate, bound, reliability };
      if (bound >= reliability) return { status: "passed", evidence };
      return {
        status: "errored",
        aboutTask: true,
        feedback: `The task demands a reliability of ${reliability}, and its ${cases.length} hidden cases support ${bound} at most${candidate > 1 ? `, as ${candidate} programs were asked them` : ""}: that takes ${casesFor(reliability, candidate)} of them.`,
        evidence,
      };
    },
  });
}

/** How many right answers support a bound. */
function casesFor(reliability: number, candidate: number): number {
  let cases = 1;
  while (lowerBound(cases, candidate) < reliability) cases++;
  return cases;
}
