import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import {
  type AgentClient,
  clientOf,
  clientOverHttp,
  type Generation,
} from "../../src/mcp/testing/agent-client.ts";

/** A client and the process that it speaks to. */
export interface Served extends AgentClient {
  /** Rejects where the answer is an error. */
  answered: (tool: string, input: Record<string, unknown>) => Promise<void>;
}

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const bin = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));
const floor = fileURLToPath(new URL("floor-server.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** Which server: `portolan mcp`, or one of the floors. */
export type ServerKind = "portolan" | "empty" | "canned";

/** Starts a server as agents do and connects a client of the SDK to it; as most agents do, it reads the list of tools first. */
export async function serve(
  kind: ServerKind,
  way: "pipes" | "HTTP",
  generation: Generation,
  audit: string,
  more: readonly string[] = ["--read-only"],
): Promise<Served> {
  const own = [bin, "mcp", "--quiet", "--audit", audit, ...more];
  const args = [...flags, ...(kind === "portolan" ? own : [floor, way.toLowerCase(), kind])];
  if (way === "pipes") {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args,
      cwd: root,
      stderr: "inherit",
    });
    return listed(await clientOf(transport, generation));
  }
  const http = kind === "portolan" ? ["--http", "--port", "0", "--json"] : [];
  const server = spawn(process.execPath, [...args, ...http], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const agent = await clientOverHttp(await urlOf(server), generation, { name: "test-agent" });
  const dispose = async (): Promise<void> => {
    await agent[Symbol.asyncDispose]();
    server.kill("SIGINT");
  };
  return listed({ ...agent, [Symbol.asyncDispose]: dispose });
}

async function listed(agent: AgentClient): Promise<Served> {
  await agent.client.listTools();
  return {
    ...agent,
    async answered(tool, input) {
      const { isError, text } = await agent.call(tool, input);
      if (isError) throw new Error(text);
    },
  };
}

/** It says in its first line where it listens. */
function urlOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    stdout?.once("data", (line: Buffer) => resolve((JSON.parse(String(line)) as { url: string }).url));
  });
}

/** From the start of a process of `portolan mcp` to its first answer, in milliseconds. */
export function startMs(): Promise<number> {
  const startedAt = performance.now();
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
