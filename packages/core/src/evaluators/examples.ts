import { equalJson } from "../json/json.ts";
import { callAll, type CallResult } from "../sandbox/call-all.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Case } from "../task/task.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";

/** Passes programs that are right on every visible example; feedback shows the first ones that are not. */
export function examplesEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "examples",
    version: 1,
    evaluate: async ({ task, program, signal }): Promise<Verdict> => {
      const results = await callAll(
        sandbox,
        program,
        task.examples.map(({ input }) => input),
        { signal },
      );
      const wrong = task.examples.flatMap((example, i) => {
        const result = results[i] as CallResult;
        if (result.ok && equalJson(result.value, example.output)) return [];
        return [{ example: i, kind: kindOf(result), text: describe(example, result) }];
      });
      const evidence = { right: results.length - wrong.length, of: results.length };
      if (wrong.length === 0) return { status: "passed", evidence };
      const shown = wrong.slice(0, 3).map(({ text }) => text);
      return {
        status: "failed",
        feedback: [`It is wrong on ${wrong.length} of ${results.length} examples.`, ...shown].join("\n"),
        evidence: { ...evidence, wrong: wrong.map(({ example, kind }) => ({ example, kind })) },
      };
    },
  });
}

function describe({ input, output }: Case, result: CallResult): string {
  const call = `(${input.map((value) => JSON.stringify(value)).join(", ")})`;
  const got = result.ok ? JSON.stringify(result.value) : result.failure;
  return `${call}: expected ${JSON.stringify(output)}, got ${got}`;
}

/** The kind of the outcome. */
function kindOf(result: CallResult): string {
  return result.ok ? "value" : (result.failure.split(":")[0] as string);
}
