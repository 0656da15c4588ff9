import { generateInputs } from "../generate/generate-inputs.ts";
import { canonicalJson, equalJson, type Json } from "../json/json.ts";
import { callAll, type CallResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

const settings = { count: 24, seed: 1 };
const leastEchoes = 8;

/**
 * Refuses programs that know the examples only: on inputs near the examples they fail, or all give one and the same
 * result, although the examples ask for different ones; or they do nothing there, and give an argument back as it is, although
 * the examples ask for more.
 */
export function readsInputEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "reads-input",
    version: 4,
    settings,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const inputs = generateInputs(parseSignature(task.signature), task.examples, settings);
      if (inputs.length < 4) return { status: "abstained", evidence: { inputs: inputs.length } };
      const results = await callAll(sandbox, program, inputs, { signal });
      const values = results.flatMap((result) => (result.ok ? [canonicalJson(result.value)] : []));
      const evidence = {
        inputs: inputs.length,
        failed: inputs.length - values.length,
        distinct: new Set(values).size,
      };
      const place = echoed(inputs, results);
      if (place >= 0 && values.length >= leastEchoes && mostAskForMore(task.examples, place)) {
        return {
          status: "failed",
          feedback:
            "On inputs close to the examples it gives its argument back as it is: it does the examples only.",
          evidence: { ...evidence, echoes: place },
        };
      }
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

/** The place of the argument that every call that did not fail gave back; -1 where there is none. */
function echoed(inputs: readonly Json[][], results: readonly CallResult[]): number {
  return (inputs[0] ?? []).findIndex((_, place) =>
    inputs.every((input, i) => {
      const result = results[i] as CallResult;
      return !result.ok || equalJson(result.value, input[place] as Json);
    }),
  );
}

function mostAskForMore(examples: readonly Case[], place: number): boolean {
  const same = examples.filter(({ input, output }) => equalJson(input[place] as Json, output)).length;
  return same * 2 < examples.length;
}
