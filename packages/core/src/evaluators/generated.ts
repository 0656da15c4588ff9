import { generateInputs } from "../generate/generate-inputs.ts";
import { shapeOf } from "../generate/read-shape.ts";
import { fitsShape, type Shape } from "../generate/shape.ts";
import type { Json } from "../json/json.ts";
import type { CallResult } from "../sandbox/call-all.ts";
import { callUntilStuck } from "../sandbox/call-until-stuck.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { counterexamplesOf } from "../task/counterexample.ts";
import { parseSignature, typeText } from "../task/signature.ts";
import { callText, valueText } from "./call-text.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Subject, Verdict } from "./evaluator.ts";

const id = "generated";
/** A program may fail on what is only nearly of the form that it reads: so many of the inputs, and no more. */
const mayFail = 0.25;

/**
 * Runs programs on further inputs in the style of the examples, and needs no expected values for it: refused is what hangs, gives
 * what is not of the signature's type, changes its arguments, or gives no value on more than a few of them.
 */
export function generatedEvaluator(
  sandbox: Sandbox,
  { count = 100, seed = 1 }: { count?: number; seed?: number } = {},
): Evaluator {
  return defineEvaluator({
    id,
    version: 1,
    settings: { count, seed, mayFail },
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, signal } = subject;
      if (usesTools(subject)) return { status: "abstained", evidence: { tools: true } };
      const signature = parseSignature(task.signature);
      const kept = counterexamplesOf(task, id);
      const inputs = [...kept, ...generateInputs(signature, task.examples, { count, seed })];
      if (inputs.length === 0) return { status: "abstained", evidence: { inputs: 0 } };
      const results = await callUntilStuck(sandbox, program, inputs, { signal });
      const shape = shapeOf(signature.result);
      const faults = results.map((result) => faultOf(result, shape, typeText(signature.result)));
      const failed = results.filter(isFailure).length;
      const bad = faults.findIndex(
        (fault, i) => fault !== undefined && (!isFailure(results[i]) || failed > mayFail * inputs.length),
      );
      const evidence: Json = { inputs: inputs.length, ...(kept.length > 0 && { kept: kept.length }), failed };
      if (bad < 0) return { status: "passed", evidence, checks: { generated: inputs.length } };
      const input = inputs[bad] as Json[];
      return {
        status: "failed",
        feedback: `On an input like those of the examples it ${faults[bad]}: ${callText(input)}.`,
        evidence: { ...evidence, counterexample: input },
      };
    },
  });
}

/** What no program of a signature may do on any input, as `changes its arguments`; that it gives no value is none of it. */
export function unsoundness(result: CallResult, signature: string): string | undefined {
  const { result: type } = parseSignature(signature);
  return isFailure(result) ? undefined : faultOf(result, shapeOf(type), typeText(type));
}

/** True for programs that reach tools: on generated inputs those would act on what the inputs happen to name. */
export function usesTools({ program, report }: Pick<Subject, "program" | "report">): boolean {
  const granted = Object.values(program.grants ?? {}).some((tools) => tools.length > 0);
  return granted || report.imports.some((specifier) => specifier.startsWith("#tools/"));
}

function isFailure(result: CallResult | undefined): boolean {
  return (
    result !== undefined &&
    !result.ok &&
    (result.failure === "not JSON" || result.failure.startsWith("error"))
  );
}

const notJson = "gives what is not JSON, such as undefined or NaN";

function faultOf(result: CallResult, shape: Shape, type: string): string | undefined {
  if (!result.ok) {
    const { failure } = result;
    if (failure === "error: ResultError") return notJson;
    if (failure.startsWith("error: ")) return `throws ${failure.slice("error: ".length)}`;
    return failure === "not JSON" ? notJson : `ends with ${failure}`;
  }
  if (!fitsShape(shape, result.value))
    return `gives ${valueText(result.value)}, which is not of type ${type}`;
  return result.changedInput ? "changes its arguments" : undefined;
}
