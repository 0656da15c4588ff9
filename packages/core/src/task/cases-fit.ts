import type { Json } from "../json/json.ts";
import { type Signature, typeText } from "./signature.ts";
import type { Case, Task } from "./task.ts";
import { valueFits } from "./value-fits.ts";

/** A case that cannot be one of its task. */
export interface Misfit {
  /** Where, and what is wrong: `examples[0]: n is not of type number, as the signature says`. */
  what: string;
  one: Case;
}

/** The first of the examples, cases and score cases that is not of the signature; what only the type checker understands is left to it. */
export function misfitOf(task: Task, { parameters, result }: Signature): Misfit | undefined {
  for (const kind of ["examples", "cases", "score"] as const) {
    for (const [index, one] of task[kind].entries()) {
      const what = whatIsWrong(one, parameters, result);
      if (what !== undefined) return { what: `${kind}[${index}]: ${what}`, one };
    }
  }
  return undefined;
}

function whatIsWrong(
  { input, output }: Case,
  parameters: Signature["parameters"],
  result: Signature["result"],
): string | undefined {
  if (input.length !== parameters.length)
    return `input has ${input.length} values, and the signature takes ${parameters.length}`;
  const wrong = parameters.find(({ type }, i) => !valueFits(type, input[i] as Json));
  if (wrong) return `${wrong.name} is not of type ${typeText(wrong.type)}, as the signature says`;
  return valueFits(result, output)
    ? undefined
    : `output is not of type ${typeText(result)}, as the signature says`;
}
