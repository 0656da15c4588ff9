import { generateInputs } from "../generate/generate-inputs.ts";
import { canonicalJson, equalJson, type Json } from "../json/json.ts";
import { callAll, callEach, type CallResult } from "../sandbox/call-all.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

const settings = { count: 24, seed: 1 };
const leastEchoes = 8;
const mostAsked = 8;

/**
 * Refuses programs that know the examples only: on inputs near the examples they fail, or all give one and the same
 * result, although the examples ask for different ones; or they do nothing there, and give an argument back as it is, although
 * the examples ask for more. One that asks its tools something else for each input reads it. Tools that write are refused here: the
 * inputs name what nobody meant.
 */
export function readsInputEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "reads-input",
    version: 6,
    settings,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const inputs = generateInputs(parseSignature(task.signature), task.examples, settings);
      if (inputs.length < 4) return { status: "abstained", evidence: { inputs: inputs.length } };
      const options = { signal, approve: async () => false };
      const results = await callAll(sandbox, program, inputs, options);
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
      if (await asksByInput(sandbox, program, inputs, options))
        return { status: "passed", evidence: { ...evidence, asks: true } };
      return {
        status: "failed",
        feedback:
          "On inputs close to the examples it fails or always returns the same: it answers the examples only.",
        evidence,
      };
    },
  });
}

/** True where what it asks of tools depends on the input: that there is no file of an invented name says nothing of a program. */
async function asksByInput(
  sandbox: Sandbox,
  program: LinkedProgram,
  inputs: Json[][],
  options: RunOptions,
): Promise<boolean> {
  if (![program.source, ...Object.values(program.modules)].some((source) => source.includes("#tools/")))
    return false;
  const outcomes = await callEach(sandbox, program, inputs.slice(0, mostAsked), options);
  // It was not let do its work: that it fails says nothing.
  if (outcomes.some(({ toolCalls }) => toolCalls.some(({ effect }) => effect === "write"))) return true;
  const asked = outcomes.flatMap(({ toolCalls }) =>
    toolCalls.length === 0 ? [] : [canonicalJson(toolCalls.map(({ tool, input }) => ({ tool, input })))],
  );
  return new Set(asked).size > outcomes.length / 2;
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
