// One program instead of many calls: the tools of an MCP server, imported as #tools/parts.
import { createSandbox, toolDeclarations } from "@portolan/sandbox";
import { connectMcpTools } from "@portolan/sandbox/mcp";

const server = new URL("parts-server.ts", import.meta.url).pathname;
await using parts = await connectMcpTools({
  command: process.execPath,
  args: ["--disable-warning=ExperimentalWarning", server],
});
const tools = { parts: parts.tools };
console.log(toolDeclarations(tools)["#tools/parts"]);

await using sandbox = createSandbox({ tools });
const outcome = await sandbox.run(
  {
    name: "scarce-parts",
    signature: "(below: number) => Promise<string[]>",
    source: `import { count, list } from "#tools/parts";

/** The parts of which there are fewer than so many. */
export async function scarceParts(below: number): Promise<string[]> {
  const { parts } = await list({});
  const counts = await Promise.all(parts.map((part) => count({ part })));
  return parts.filter((_, i) => (counts[i]?.count ?? 0) < below);
}`,
    modules: {},
  },
  [20],
);
console.log(outcome.kind === "value" ? outcome.value : outcome, `after ${outcome.toolCalls.length} calls`);
