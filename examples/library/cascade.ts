// The cheap coder first: the built-in one gives up at its share of the budget, and hands over to the next.
import { cascade, createAgent, synthCoder } from "@portolan/core";
import { scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";

await using sandbox = createSandbox();
// In place of a coder with a model, which needs an endpoint.
const dear = scriptedCoder([
  `/** The n-th Fibonacci number. */
export function fibonacci(n: number): number {
  let [a, b] = [0, 1];
  for (let i = 0; i < n; i++) [a, b] = [b, a + b];
  return a;
}
`,
]);
const coder = cascade([{ coder: synthCoder({ sandbox }), budget: { evaluations: 2_000 } }, { coder: dear }]);
const solving = createAgent({ coder, sandbox }).solve({
  goal: "The n-th Fibonacci number.",
  name: "fibonacci",
  signature: "(n: number) => number",
  examples: [
    { input: [0], output: 0 },
    { input: [1], output: 1 },
    { input: [2], output: 1 },
    { input: [7], output: 13 },
    { input: [10], output: 55 },
  ],
});
for await (const event of solving) {
  if (event.type === "stage-ended") {
    console.log(
      `stage ${event.stage}: ${event.solved ? "solved it" : "handed over"} after ${event.cost.evaluations} evaluations`,
    );
  }
}
console.log((await solving).solved);
