import { beyondInputs, emptiedInputs } from "../generate/beyond-inputs.ts";
import { generateInputs, type Reach } from "../generate/generate-inputs.ts";
import type { Json } from "../json/json.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { type Needless, trySwitches } from "../switches/try-switches.ts";
import { parseSignature, typeText } from "../task/signature.ts";
import { callText } from "./call-text.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { usesTools } from "./generated.ts";
import { judgedSyntax } from "./judged-syntax.ts";

/**
 * Refuses programs for what they do that no example and no case needs: on inputs like those of the examples they go another way at a
 * branch than on all that is known, or make a call that changes nothing that is known, and the result there is another one than without
 * it. A fault on longer lists, a swallowed error, an item left out, what stands behind a table of examples: all do that. It
 * knows no right results, and cannot see what is wrong in ways that are known. That a program fails on such an input counts only where
 * its parameters hold no text: a text that was made may not be of the form that the program rightly asks for.
 */
export function needlessCodeEvaluator(
  sandbox: Sandbox,
  { count = 48, seed = 1 }: { count?: number; seed?: number } = {},
): Evaluator {
  return defineEvaluator({
    id: "needless-code",
    version: 14,
    settings: { count, seed },
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, signal } = subject;
      const tree = usesTools(subject) ? undefined : await judgedSyntax(sandbox, subject);
      if (!tree) return { status: "abstained", evidence: { sites: null } };
      const known = [...task.examples, ...task.cases].map(({ input }) => input);
      const inputs = (reach: Reach, most = count): Json[][] =>
        generateInputs(parseSignature(task.signature), task.examples, { count: most, seed, reach });
      const near = inputs("near");
      const some = [...task.examples.map(({ input }) => input), ...near].slice(0, beyondCount);
      const given = {
        known,
        styled: [near, inputs("large", beyondCount)],
        others: [
          inputs("wide"),
          beyondInputs("negative", known, some),
          beyondInputs("foreign", known, some),
          emptiedInputs(some),
        ],
      };
      const tried = await trySwitches(sandbox, { program, tree, signal }, given);
      if (!tried) return { status: "abstained", evidence: { sites: null } };
      const { sites, failed, needless } = tried;
      const evidence = {
        sites,
        inputs: [...given.styled, ...given.others].flat().length,
        needless: needless.length,
      };
      const [first] = needless;
      const input = first?.input ?? (takesText(task.signature) ? undefined : failed[0]);
      if (!input) return { status: "passed", evidence };
      const feedback = first
        ? needlessText(first, input)
        : `It fails on ${callText(input)}, which is like the examples: a program must answer every input of its types.`;
      return { status: "failed", feedback, evidence: { ...evidence, ...first, input } };
    },
  });
}

/** Inputs changed in one respect. */
const beyondCount = 16;

function takesText(signature: string): boolean {
  return parseSignature(signature).parameters.some(({ type }) => typeText(type).includes("string"));
}

function needlessText({ line, what }: Needless, input: Json[]): string {
  const done = {
    true: `what it does on line ${line} when the condition holds`,
    false: `what it does on line ${line} when the condition does not hold`,
    fallback: `the value that stands for what is missing on line ${line}`,
    term: `what stands behind && or || on line ${line}`,
    clause: `the clause on line ${line}`,
    call: `the call on line ${line}`,
  }[what];
  return `No example needs ${done}, and it changes the result of ${callText(input)}. Leave it out, or have an example show it.`;
}
