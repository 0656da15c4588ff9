import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/** What a program may be, whatever it returns. */
export interface Policy {
  /** Of the program's own source. */
  sourceBytes: number;
  /** Tool namespaces it may import. */
  tools: readonly string[];
}

/** Passes programs of moderate size that import only skills and granted tools. */
export function policyEvaluator(policy: Policy): Evaluator {
  return defineEvaluator({
    id: "policy",
    version: 1,
    cost: "none",
    settings: { sourceBytes: policy.sourceBytes, tools: [...policy.tools] },
    evaluate: async ({ program, report }): Promise<Verdict> => {
      const bytes = Buffer.byteLength(program.source);
      if (bytes > policy.sourceBytes) {
        return {
          status: "failed",
          feedback: `The source has ${bytes} bytes; ${policy.sourceBytes} are allowed.`,
        };
      }
      const allowed = new Set(policy.tools.map((tool) => `#tools/${tool}`));
      const refused = report.imports.filter(
        (specifier) => !specifier.startsWith("#skills/") && !allowed.has(specifier),
      );
      if (refused.length > 0) {
        return { status: "failed", feedback: `It imports ${refused.join(", ")}, which it is not granted.` };
      }
      return { status: "passed", evidence: { bytes, imports: report.imports } };
    },
  });
}
