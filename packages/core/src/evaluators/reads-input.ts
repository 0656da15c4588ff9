import { generateInputs } from "../generate/generate-inputs.ts";
import { canonicalJson, type Json } from "../json/json.ts";
import { callAll } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

const settings = { count: 24, seed: 1 };

/**
 * Refuses programs that know the examples only: on inputs near the examples they fail, or all give one and the same
 * result, although the examples ask for different ones.
 */
export function readsInputEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "reads-input",
    version: 2,
    settings,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const inputs = generateInputs(parseSignature(task.signature), task.examples, settings);
      if (inputs.length < 4) return { status: "abstained", evidence: { inputs: inputs.length } };
      const results = await callAll(sandbox, program, inputs, { signal });
      const values = results.flatMap((result) => (result.ok ? [canonicalJson(result.value)] : []));
      const evidence: Json = {
        inputs: inputs.length,
        failed: inputs.length - values.length,
        distinct: new Set(values).size,
      };
      const wanted = new Set(task.examples.map(({ output }) => canonicalJson(output))).size;
      // Yes-or-no questions may have one answer nearby; three different answers in the examples may not.
      if (new Set(values).size >= 2 || (wanted < 3 && values.length > inputs.length / 2)) {
        return { status: "passed", evidence };
      }
      return {
        status: "failed",
        feedback:
          "On inputs close to the examples it fails or always returns the same: it answers the examples only.",
        evidence,
      };
    },
  });
}
