// Tools of one's own: granted to programs, declared to the coder; a failure says what was missing, or that a tool is out.
import { createAgent, defineTool, ToolFailure } from "@portolan/core";
import { scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { z } from "zod";

let calls = 0;
const prices: Record<string, number> = { oak: 12, elm: 9 };
const tools = {
  shop: {
    priceOf: defineTool({
      description: "The price of a kind of wood, in euros.",
      input: z.string(),
      output: z.number(),
      effect: "read",
      call: async (wood) => {
        if (++calls < 6) throw new ToolFailure("the shop is closed", { unavailable: "opens soon" });
        const price = prices[wood];
        if (price === undefined)
          throw new ToolFailure(`no ${wood}`, { missing: [wood], try: Object.keys(prices) });
        return price;
      },
    }),
  },
};

await using sandbox = createSandbox();
// Any coder does; this one has its program ready.
const coder = scriptedCoder([
  `import { priceOf } from "#tools/shop";

/** What so many planks cost. */
export async function costOfPlanks(wood: string, planks: number): Promise<number> {
  return (await priceOf(wood)) * planks;
}
`,
]);
const agent = createAgent({ coder, sandbox, tools, patience: { tries: 9, firstPauseMs: 10 } });
const solving = agent.solve({
  goal: "Cost of planks.",
  name: "cost-of-planks",
  signature: "(wood: string, planks: number) => Promise<number>",
  examples: [
    { input: ["oak", 2], output: 24 },
    { input: ["elm", 3], output: 27 },
    { input: ["elm", 1], output: 9 },
  ],
});
for await (const event of solving) {
  if (event.type === "failure-attributed") console.log(event.attribution.cause, event.attribution.detail);
  if (event.type === "verdict-given") console.log(event.verdict.evaluator, event.verdict.status);
}
const { solved, attempts } = await solving;
console.log(coder.requests[0]?.tools?.["#tools/shop"]);
console.log({ solved, attempts });
