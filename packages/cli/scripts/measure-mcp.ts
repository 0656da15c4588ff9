// What `portolan mcp` costs: its start, and a call of it against the same call of the library. `node … packages/cli/scripts/measure-mcp.ts`
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { configSchema, linkSkill } from "@portolan/core";
import { openLibrary } from "../src/mcp/library.ts";
import { type AgentClient, clientOverHttp, clientOverStdio } from "../src/mcp/testing/agent-client.ts";
import { testEndpoint } from "../src/mcp/testing/endpoint.ts";

/** Calls that are timed, after as many that are not. */
const calls = 50;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));
const goals = ["title of a file", "sum of a list", "words of a text", "reverse a list"];
const name = "title-of-file";
const input = ["my_notes.txt"];

const starts = [await startMs(), await startMs(), await startMs()];
console.log(`from the start to the first answer: ${starts.map(Math.round).join(", ")} ms`);

await using library = openLibrary({
  root: `${root}skills-store`,
  config: configSchema.parse({}),
  readOnly: true,
});
const store = await library.store();
const sandbox = await library.sandbox();
await using endpoint = await testEndpoint({ root: `${root}skills-store`, readOnly: true });
for (const generation of ["legacy", "modern"] as const) {
  await using overStdio = await clientOverStdio(["--read-only", "--quiet"], root, generation);
  await compare(`stdio, ${generation}`, overStdio);
  await using overHttp = await clientOverHttp(endpoint.url, generation, { name: `http-${generation}` });
  await compare(`HTTP, ${generation}`, overHttp);
}

/** Both ways in turn, so that whatever else the machine does slows both down. */
async function compare(label: string, agent: AgentClient): Promise<void> {
  const times = { search: [], searchMcp: [], run: [], runMcp: [] } as Record<string, number[]>;
  for (let index = 0; index < 2 * calls; index++) {
    const query = goals[index % goals.length] ?? "";
    const timed = async (key: string, action: () => Promise<unknown>): Promise<void> => {
      const startedAt = performance.now();
      await action();
      if (index >= calls) times[key]?.push(performance.now() - startedAt);
    };
    await timed("search", () => store.search({ text: query, limit: 5, examples: [] }));
    await timed("searchMcp", () => answered(agent, "search_skills", { query }));
    await timed("run", runDirectly);
    await timed("runMcp", () => answered(agent, "run_skill", { name, arguments: input }));
  }
  const [search, searchMcp, run, runMcp] = Object.values(times).map(median) as [
    number,
    number,
    number,
    number,
  ];
  console.log(
    `${label}: search ${searchMcp.toFixed(1)} ms against ${search.toFixed(1)} (${(searchMcp / search).toFixed(2)}), ` +
      `run ${runMcp.toFixed(1)} against ${run.toFixed(1)} (${(runMcp / run).toFixed(2)})`,
  );
}

async function answered(agent: AgentClient, tool: string, asked: Record<string, unknown>): Promise<void> {
  const { isError, text } = await agent.call(tool, asked);
  if (isError) throw new Error(text);
}

async function runDirectly(): Promise<void> {
  const skill = await store.get(name);
  const program = skill && (await linkSkill(skill, store));
  if (!program || (await sandbox.run(program, input)).kind !== "value") throw new Error("it did not run");
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

/** From the start of a process to its first answer. */
function startMs(): Promise<number> {
  const startedAt = performance.now();
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, bin, "mcp", "--read-only"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } };
  child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
  return new Promise((resolve) => {
    child.stdout.once("data", () => {
      resolve(performance.now() - startedAt);
      child.stdin.end();
    });
  });
}
