// An evaluator of one's own: what the examples do not say, a rule can. It is asked after the standard ones, on every attempt.
import { callAll, createAgent, defineEvaluator } from "@portolan/core";
import { scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";

await using sandbox = createSandbox();
/** Whatever the order of a list, the program gives the same. */
const orderDoesNotMatter = defineEvaluator({
  id: "order-does-not-matter",
  version: 1,
  evaluate: async ({ task, program, signal }) => {
    const inputs = task.examples.map(({ input }) => input);
    const turned = inputs.map(([first, ...rest]) => [
      Array.isArray(first) ? first.toReversed() : (first ?? null),
      ...rest,
    ]);
    const results = await callAll(sandbox, program, [...inputs, ...turned], { signal });
    const at = inputs.findIndex(
      (_, i) => JSON.stringify(results[i]) !== JSON.stringify(results[i + inputs.length]),
    );
    if (at < 0) return { status: "passed", evidence: { tried: inputs.length } };
    return {
      status: "failed",
      feedback: `It gives something else for ${JSON.stringify(turned[at])} than for ${JSON.stringify(inputs[at])}.`,
    };
  },
});

const coder = scriptedCoder([
  "/** The largest. */\nexport function largest(xs: number[]): number {\n  return xs.at(-1) ?? 0;\n}\n", // right on the examples
  "/** The largest. */\nexport function largest(xs: number[]): number {\n  return xs.length === 0 ? 0 : Math.max(...xs);\n}\n",
]);
const solving = createAgent({ coder, sandbox, evaluators: { visible: [orderDoesNotMatter] } }).solve({
  goal: "The largest of a list, 0 for none.",
  name: "largest",
  signature: "(xs: number[]) => number",
  examples: [
    { input: [[1, 4]], output: 4 },
    { input: [[2, 3, 9]], output: 9 },
    { input: [[]], output: 0 },
  ],
});
for await (const event of solving)
  if (event.type === "verdict-given" && event.verdict.status === "failed")
    console.log(`${event.verdict.evaluator}: ${event.verdict.feedback}`);
const { solved, attempts } = await solving;
console.log({ solved, attempts });
