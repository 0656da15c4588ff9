// What no server can beat: `node floor-server.ts pipes|http empty|canned`. `empty` is a server of the SDK whose one tool does nothing;
// `canned` answers without a look at the request, so that the client and the way are all that takes time.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";

interface Message {
  id?: number;
  method: string;
  params?: { protocolVersion?: string };
}

const [way, kind] = process.argv.slice(2);
const name = "run_skill";
const serverInfo = { name: "floor", version: "1" };
const inputSchema = z.object({ name: z.string(), arguments: z.array(z.unknown()) });
const value = "My Notes";
const answer = {
  content: [{ type: "text" as const, text: JSON.stringify(value) }],
  structuredContent: { outcome: "value", value, logs: [], skills: ["title-of-file"] },
};

if (way === "http") overHttp();
else if (kind === "empty") serveStdio(emptyServer);
else {
  createInterface({ input: process.stdin }).on("line", (line) => {
    const said = canned(line);
    if (said !== undefined) process.stdout.write(`${said}\n`);
  });
}

function overHttp(): void {
  const handle = toNodeHandler(createMcpHandler(emptyServer));
  const server = createServer(async (request, response) => {
    if (kind === "empty") return handle(request, response);
    const said = request.method === "POST" ? canned(await text(request)) : undefined;
    if (said === undefined) response.writeHead(request.method === "POST" ? 202 : 405).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(said);
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp` }));
  });
}

function emptyServer(): McpServer {
  const server = new McpServer(serverInfo);
  server.registerTool(name, { description: "Does nothing.", inputSchema }, async () => answer);
  return server;
}

/** A message as it goes back; `undefined` where none does. */
function canned(line: string): string | undefined {
  const { id, method, params } = JSON.parse(line) as Message;
  if (id === undefined) return undefined;
  return JSON.stringify({
    jsonrpc: "2.0",
    id,
    result: { resultType: "complete", ...resultOf(method, params) },
  });
}

function resultOf(method: string, params: Message["params"]): object {
  const capabilities = { tools: {} };
  const brief = { ttlMs: 0, cacheScope: "private" };
  switch (method) {
    case "initialize":
      return { protocolVersion: params?.protocolVersion, capabilities, serverInfo };
    case "server/discover":
      return { supportedVersions: ["2026-07-28"], capabilities, serverInfo, ...brief };
    case "tools/list":
      return { tools: [{ name, inputSchema: z.toJSONSchema(inputSchema) }], ...brief };
    default:
      return answer;
  }
}
