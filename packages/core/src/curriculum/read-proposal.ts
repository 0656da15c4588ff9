import { z } from "zod";
import { typesOf } from "../task/signature-types.ts";
import { canonicalJson, digestOf, type Json } from "../json/json.ts";
import { goalWords, shareOf } from "../task/goal-words.ts";
import { parseSignature, type Signature, signatureText, type ValueType } from "../task/signature.ts";
import { caseSchema, type Task } from "../task/task.ts";
import { valueFits } from "../task/value-fits.ts";

const proposalSchema = z.strictObject({
  goal: z.string().trim().min(10).max(600),
  signature: z.string().max(300),
  examples: z.array(z.strictObject(caseSchema.shape)).max(60),
});

/** The shape of a proposal as JSON Schema. */
export function proposalJsonSchema(): Json {
  return z.toJSONSchema(proposalSchema) as Json;
}

/** So many examples are shown to the coder; the rest are the gate's cases, of which there must be as many. */
const shown = 3;
const least = 2 * shown;

/** Goals that share so many of their words, at the same types, are one task. */
const alike = 0.8;

/** Makes a task of a model's reply, or says why it is none: what cannot be checked by a machine is not tried. */
export function readProposal(
  text: string,
  suite: string,
  earlier: readonly Task[],
): Task | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(/^\s*```(?:json)?\n([^]*?)\n```\s*$/.exec(text)?.[1] ?? text);
  } catch (error) {
    return { problem: `It is not one JSON object: ${(error as Error).message}` };
  }
  const parsed = proposalSchema.safeParse(value);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { goal, examples } = parsed.data;
  const signature = readSignature(parsed.data.signature);
  if ("problem" in signature) return signature;
  const problem = problemOf(signature, examples);
  if (problem !== undefined) return { problem };
  const types = signatureText(signature);
  const same = earlier.find((task) => isSame(task, goal, types));
  if (same) return { problem: `It is the same task as ${same.id}: ${same.goal}` };
  const id = `${suite}/${[...goalWords(goal)].slice(0, 4).join("-")}-${digestOf({ goal, signature: types }).slice(0, 6)}`;
  const cases = distinctFirst(examples);
  return {
    id,
    suite,
    goal,
    signature: types,
    examples: cases.slice(0, shown),
    cases: cases.slice(shown),
    score: [],
    order: earlier.length,
  };
}

function readSignature(text: string): Signature | { problem: string } {
  let signature: Signature;
  try {
    signature = parseSignature(text);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const types = [signature.result, ...signature.parameters.map(({ type }) => type)];
  if (signature.parameters.length === 0)
    return { problem: "The signature takes nothing, so nothing can be checked." };
  const vague = types.map(vagueIn).find((type) => type !== undefined);
  return vague === undefined ? signature : { problem: `The type ${vague} cannot be checked.` };
}

/** The part of a type of which any value could be. */
function vagueIn(type: ValueType): string | undefined {
  if (type.kind === "other") return type.text;
  if (type.kind === "array") return vagueIn(type.of);
  if (type.kind === "record")
    return Object.values(type.fields)
      .map(vagueIn)
      .find((found) => found !== undefined);
  return undefined;
}

type Examples = z.infer<typeof proposalSchema>["examples"];

function problemOf({ parameters, result }: Signature, examples: Examples): string | undefined {
  const results = new Map<string, string>();
  for (const [i, { input, output }] of examples.entries()) {
    if (input.length !== parameters.length) {
      return `examples[${i}] has ${input.length} inputs, the signature takes ${parameters.length}.`;
    }
    const wrong = parameters.find(({ type }, place) => !valueFits(type, input[place] as Json));
    if (wrong) return `examples[${i}]: its argument ${wrong.name} is not of its type.`;
    if (!valueFits(result, output)) return `examples[${i}]: its output is not of the type that is returned.`;
    const key = canonicalJson(input);
    const earlier = results.get(key);
    if (earlier !== undefined && earlier !== canonicalJson(output)) {
      return `examples[${i}] contradicts another one: two results for the same input.`;
    }
    results.set(key, canonicalJson(output));
  }
  if (results.size < least) return `It has ${results.size} different examples; at least ${least} are needed.`;
  if (new Set(results.values()).size < 3) return "Its examples have fewer than three different results.";
  return undefined;
}

/** Each input once, and first those with results not seen before: what is shown tells the most. */
function distinctFirst(examples: Examples): Examples {
  const once = [...new Map(examples.map((one) => [canonicalJson(one.input), one])).values()];
  const outputs = once.map(({ output }) => canonicalJson(output));
  const isFirst = (_: unknown, i: number): boolean => outputs.indexOf(outputs[i] as string) === i;
  return [...once.filter(isFirst), ...once.filter((one, i) => !isFirst(one, i))];
}

function isSame(task: Task, goal: string, signature: string): boolean {
  if (plain(task.goal) === plain(goal)) return true;
  if (typesOf(task.signature) !== typesOf(signature)) return false;
  const [a, b] = [goalWords(task.goal), goalWords(goal)];
  return Math.min(shareOf(a, b), shareOf(b, a)) >= alike;
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
