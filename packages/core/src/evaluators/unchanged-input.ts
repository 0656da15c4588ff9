import { callAll } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/** Refuses programs that change what they are given: whoever calls one would find its own values changed. */
export function unchangedInputEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "unchanged-input",
    version: 1,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const inputs = [...task.examples, ...task.cases].map(({ input }) => input);
      const canChange = inputs.some((input) =>
        input.some((value) => typeof value === "object" && value !== null),
      );
      if (!canChange) return { status: "passed", evidence: { inputs: 0 } };
      const results = await callAll(sandbox, program, inputs, { signal });
      const changed = results.filter((result) => result.ok && result.changedInput).length;
      if (changed === 0) return { status: "passed", evidence: { inputs: inputs.length } };
      return {
        status: "failed",
        feedback: "It changes its arguments: work on a copy of them, as in [...items] or items.toSorted().",
        evidence: { inputs: inputs.length, changed },
      };
    },
  });
}
