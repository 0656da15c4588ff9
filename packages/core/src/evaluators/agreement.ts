import { lowerBound } from "../gate/checks.ts";
import { disagreement } from "../generate/disagreement.ts";
import { generateInputs } from "../generate/generate-inputs.ts";
import { bareSource } from "../program/bare-source.ts";
import { functionNameOf, type Program } from "../program/program.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import type { Task } from "../task/task.ts";
import { callText, valueText } from "./call-text.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { usesTools } from "./generated.ts";

/** The evaluator's id: an attempt that it stopped ends in a question, which no rewrite answers. */
export const agreementId = "agreement";

/** Of programs that fit the examples, longer ones than this, compared with the shortest, are no serious rivals. */
const longestRival = 1.15;
/** Rivals may differ on fewer of the inputs than this: on such as are hardly of the task's form. */
const differsOn = 0.1;
/** Hidden cases that support less than this leave more to chance than they decide: rivals that pass them count as well. */
const deciding = 0.5;

/** Whether a task has so few hidden cases that programs which pass them all may still mean different things. */
export function isUndecided({ cases }: Pick<Task, "cases">): boolean {
  return lowerBound(cases.length) < deciding;
}

/**
 * Where a task has no hidden cases, or few, compares a program with independent ones that fit them and the examples as well and are about
 * as short. Where they differ on inputs like those of the examples, these do not say what is wanted: another one is asked
 * for. That they agree admits nothing by itself; without rivals it has nothing to say.
 */
export function agreementEvaluator(
  sandbox: Sandbox,
  { count = 100, seed = 1 }: { count?: number; seed?: number } = {},
): Evaluator {
  return defineEvaluator({
    id: agreementId,
    version: 2,
    settings: { count, seed, longestRival, differsOn, deciding },
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, rivals = [], signal } = subject;
      if (!isUndecided(task) || usesTools(subject)) return { status: "abstained" };
      const shortest = Math.min(...[program, ...rivals].map(lengthOf));
      const serious = rivals.filter((one) => lengthOf(one) <= longestRival * shortest);
      if (serious.length === 0) return { status: "abstained", evidence: { rivals: 0 } };
      const inputs = generateInputs(parseSignature(task.signature), task.examples, { count, seed });
      const pool = { examples: [...task.examples, ...task.cases], inputs };
      const { fitting, found } = await disagreement(sandbox, { program, rivals: serious }, pool, { signal });
      const evidence = { rivals: fitting, inputs: inputs.length };
      const [worst] = found
        .filter(({ differs }) => differs > differsOn * inputs.length)
        .toSorted((a, b) => b.differs - a.differs);
      if (!worst) return { status: fitting > 0 ? "passed" : "abstained", evidence };
      const { input, values, differs } = worst;
      return {
        status: "failed",
        feedback:
          `The examples do not say what is wanted: for ${callText(input)} this program gives ${valueText(values[0])}, ` +
          `another one that fits all examples gives ${valueText(values[1])}. An example of such an input would decide.`,
        evidence: { ...evidence, differs, question: input },
      };
    },
  });
}

/** Characters of a program besides the head, which all programs for a task share. */
function lengthOf({ name, signature, source }: Program): number {
  const head = "export function ".length + functionNameOf(name).length + bareSource(signature).length;
  return Math.max(1, bareSource(source).length - head);
}
