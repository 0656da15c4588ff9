// A language model writes: any endpoint that speaks OpenAI's protocol. Here one that is answered by a script.
import { createAgent, openAiModel } from "@portolan/core";
import { modelEndpoint } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";

const reply = (body: string): string =>
  `\`\`\`ts\n/** The words of a text, longest first. */\nexport function longestFirst(text: string): string[] {\n  ${body}\n}\n\`\`\``;
await using endpoint = await modelEndpoint([
  reply('return text.split(" ").sort((a, b) => b.length - a.length);'), // "" gives [""]
  "An empty text has no words: leave out what is empty.",
  reply('return text.split(" ").filter((word) => word !== "").sort((a, b) => b.length - a.length);'),
]);

// With a server of your own: baseUrl: "http://localhost:11434/v1", model: "qwen3".
const model = openAiModel({ baseUrl: endpoint.url, model: "scripted", price: { input: 1, output: 4 } });
await using sandbox = createSandbox();
const { solve } = createAgent({ model, sandbox, budget: { attempts: 4, tokens: 20_000, costUsd: 0.05 } });
const solving = solve({
  goal: "The words of a text, longest first; words of one length stay in their order.",
  name: "longest-first",
  signature: "(text: string) => string[]",
  examples: [
    { input: ["a bbb cc"], output: ["bbb", "cc", "a"] },
    { input: [""], output: [] },
    { input: ["one two three"], output: ["three", "one", "two"] },
  ],
});
for await (const event of solving) {
  if (event.type === "program-written") console.log(`attempt ${event.attempt}`);
  if (event.type === "verdict-given" && event.verdict.status === "failed")
    console.log(event.verdict.feedback);
  if (event.type === "reflection-written") console.log(`reflection: ${event.text}`);
}
const { solved, requests, costUsd } = await solving;
console.log({ solved, requests, costs: costUsd !== undefined && costUsd < 0.05 });
