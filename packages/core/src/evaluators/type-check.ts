import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/** Passes programs that the type checker has nothing to say about. */
export function typeCheckEvaluator(): Evaluator {
  return defineEvaluator({
    id: "type-check",
    version: 1,
    cost: "none",
    evaluate: async ({ report }): Promise<Verdict> => {
      if (report.diagnostics.length === 0) return { status: "passed" };
      const lines = report.diagnostics.map(
        ({ line, column, message, sourceLine }) => `${line}:${column} ${message}\n    ${sourceLine.trim()}`,
      );
      return { status: "failed", feedback: `It does not type-check.\n${lines.slice(0, 5).join("\n")}` };
    },
  });
}
