import { canonicalJson, type Json } from "../json/json.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/**
 * Refuses a table of the visible examples: a source in which most of the examples' distinct outputs stand as
 * literals. It compares text, so that untrusted source is not parsed in the host; numbers and short values occur in
 * honest programs and do not count. (What this cannot see, unseen cases and perturbed inputs do.)
 */
export function examplesTableEvaluator(): Evaluator {
  return defineEvaluator({
    id: "examples-table",
    version: 1,
    cost: "none",
    settings: { minimumLength: 4, share: 0.5 },
    evaluate: async ({ task, program }): Promise<Verdict> => {
      const text = compact(program.source);
      const written = (values: Json[]): { found: number; of: number } => {
        const telling = [...new Set(values.map(canonicalJson))]
          .map(compact)
          .filter((value) => value.length >= 4);
        return { found: telling.filter((value) => text.includes(value)).length, of: telling.length };
      };
      const outputs = written(task.examples.map(({ output }) => output));
      const inputs = written(task.examples.flatMap(({ input }) => input));
      const isTable = [outputs, inputs].some(({ found, of }) => found >= 2 && found / of > 0.5);
      if (!isTable) return { status: "passed", evidence: { outputs, inputs } };
      return {
        status: "failed",
        feedback: `It spells out ${outputs.found} of the examples' results and ${inputs.found} of their inputs: a table of the examples is not a program.`,
        evidence: { outputs, inputs },
      };
    },
  });
}

/** Source or JSON text without spaces and with one kind of quote, so that layout does not hide a literal. */
function compact(text: string): string {
  return text.replace(/\s+/g, "").replace(/['`]/g, '"');
}
