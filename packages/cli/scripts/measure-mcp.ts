// What `portolan mcp` costs: its start, the tokens of its tools, and a call of it against the same call of the library.
// `node --conditions=@portolan/source packages/cli/scripts/measure-mcp.ts [--calls N]`, on a machine that does nothing else.
import { spawn } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { configSchema, linkSkill } from "@portolan/core";
import { GrantBook } from "../src/mcp/grants/grant-book.ts";
import { openLibrary } from "../src/mcp/library.ts";
import { type AgentClient, clientOverHttp, clientOverStdio } from "../src/mcp/testing/agent-client.ts";
import { testEndpoint } from "../src/mcp/testing/endpoint.ts";

const { values } = parseArgs({ options: { calls: { type: "string", default: "100" } } });
/** Calls that are timed. */
const calls = Number(values.calls);
/** Calls before, of each kind: no more than a client may make in one go. */
const warmUps = 120;
/** After a run its process makes the next realm: until that is done, it would slow down whatever is timed next. */
const restMs = 12;
const root = fileURLToPath(new URL("../../../", import.meta.url));
const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));
const goals = ["title of a file", "sum of a list", "words of a text", "reverse a list"];
const name = "title-of-file";
const input = ["my_notes.txt"];

const load = loadavg().map((one) => one.toFixed(1));
console.log(`${availableParallelism()} cores, load ${load.join(", ")}, Node ${process.version}`);
const starts = [await startMs(), await startMs(), await startMs(), await startMs(), await startMs()];
console.log(
  `from the start to the first answer: ${Math.round(median(starts))} ms (${starts.map(Math.round).join(", ")})`,
);

await using library = openLibrary({
  root: `${root}skills-store`,
  config: configSchema.parse({}),
  readOnly: true,
  grants: await GrantBook.open(),
});
const store = await library.store();
const sandbox = await library.sandbox();
await using endpoint = await testEndpoint({ root: `${root}skills-store`, readOnly: true });
{
  await using whole = await testEndpoint();
  await using agent = await clientOverHttp(whole.url, "modern");
  const { tools } = await agent.client.listTools();
  console.log(
    `the list of tools: ${Math.ceil(JSON.stringify(tools).length / 4)} tokens, at four characters each`,
  );
}
for (const generation of ["legacy", "modern"] as const) {
  await using overStdio = await clientOverStdio(["--read-only", "--quiet"], root, generation);
  await compare(`pipes, ${generation}`, overStdio);
  await using overHttp = await clientOverHttp(endpoint.url, generation, { name: `http-${generation}` });
  await compare(`HTTP, ${generation}`, overHttp);
}

/** Both ways in turn, each as often the first, so that whatever else the machine does slows both down. */
async function compare(label: string, agent: AgentClient): Promise<void> {
  const ways: Record<string, (index: number) => Promise<unknown>> = {
    search: (index) => store.search({ text: goals[index % goals.length] ?? "", limit: 5, examples: [] }),
    searchMcp: (index) => answered(agent, "search_skills", { query: goals[index % goals.length] ?? "" }),
    run: runDirectly,
    runMcp: () => answered(agent, "run_skill", { name, arguments: input }),
  };
  for (let index = 0; index < warmUps; index++) for (const way of Object.values(ways)) await way(index);
  const times = new Map<string, number[]>();
  for (let index = 0; index < calls; index++) {
    const order = index % 2 === 0 ? Object.entries(ways) : Object.entries(ways).toReversed();
    for (const [key, way] of order) {
      await pause(restMs);
      const startedAt = performance.now();
      await way(index);
      times.set(key, [...(times.get(key) ?? []), performance.now() - startedAt]);
    }
  }
  const [direct, mcp, run, runMcp] = Object.keys(ways).map((key) => median(times.get(key) ?? [])) as [
    number,
    number,
    number,
    number,
  ];
  console.log(
    `${label}: search ${mcp.toFixed(2)} ms against ${direct.toFixed(2)} (${(mcp / direct).toFixed(2)}), ` +
      `run ${runMcp.toFixed(2)} against ${run.toFixed(2)} (${(runMcp / run).toFixed(2)})`,
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
