// The tools of any MCP server as tools of programs: the coder reads their types, the gate grants them, one program calls them all.
import { createAgent } from "@portolan/core";
import { scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { connectMcpTools } from "@portolan/sandbox/mcp";

const server = new URL("../../packages/sandbox/examples/parts-server.ts", import.meta.url).pathname;
await using parts = await connectMcpTools({
  command: process.execPath,
  args: ["--disable-warning=ExperimentalWarning", server],
});
await using sandbox = createSandbox();
// Any coder does; a model reads coder.requests[0].tools in its prompt.
const coder = scriptedCoder([
  `import { count, list } from "#tools/parts";

/** The parts of which there are fewer than so many, by name. */
export async function scarceParts(below: number): Promise<string[]> {
  const { parts } = await list({});
  const counts = await Promise.all(parts.map((part) => count({ part })));
  return parts.filter((_, i) => (counts[i]?.count ?? 0) < below).toSorted();
}
`,
]);
const result = await createAgent({ coder, sandbox, tools: { parts: parts.tools } }).solve({
  goal: "The parts of which there are fewer than so many, by name.",
  name: "scarce-parts",
  signature: "(below: number) => Promise<string[]>",
  examples: [
    { input: [5], output: ["nut"] },
    { input: [20], output: ["bolt", "nut"] },
    { input: [1], output: [] },
  ],
});
console.log(coder.requests[0]?.tools?.["#tools/parts"]);
console.log(result.solved, result.reason);
