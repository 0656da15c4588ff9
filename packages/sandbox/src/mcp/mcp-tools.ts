import type { Client, Transport } from "@modelcontextprotocol/client";
import { PortolanError, type Tool } from "@portolan/core";
import { requireToolNames } from "../check/tool-names.ts";
import { toolOfMcp } from "./mcp-tool.ts";

/** How a server is reached: a command that is started and spoken to over its pipes, or a URL. */
export type McpServer =
  | { command: string; args?: string[]; env?: Record<string, string>; cwd?: string }
  | { url: string; headers?: Record<string, string> };

export interface McpOptions {
  /** How long a server may take to be ready, and to answer one call; 30,000 when absent. */
  timeoutMs?: number;
  /** Only these tools; all when absent. */
  only?: readonly string[];
}

/** The tools of a server, as one namespace of a `ToolSet`; disposing of it ends the connection, and a process that was started. */
export interface McpTools extends AsyncDisposable {
  /** What the server calls itself. */
  server: string;
  tools: Readonly<Record<string, Tool>>;
  /** False once the server has gone: then it has to be connected to anew. */
  readonly isOpen: boolean;
}

/**
 * Connects to an MCP server, of either generation of the protocol, and gives its tools to programs: `{ tools: { github: tools } }`
 * makes them `#tools/github`. A tool that the server does not declare to be read-only counts as one that writes.
 * @throws PortolanError `usage` for a server that is not described or lacks a tool of `only`, `tools-unavailable` for one that does not answer
 */
export async function connectMcpTools(server: McpServer, options: McpOptions = {}): Promise<McpTools> {
  const { timeoutMs = 30_000 } = options;
  const { Client } = await import("@modelcontextprotocol/client");
  const client = new Client(
    { name: "portolan", version: "0.1.0" },
    // Outputs are validated as those of all tools are; a validator here would run the server's regular expressions.
    { versionNegotiation: { mode: "auto" }, jsonSchemaValidator: { getValidator: acceptAll } },
  );
  let isOpen = true;
  try {
    await client.connect(await transportTo(server), { timeout: timeoutMs });
    const tools = await mcpTools(client, options);
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a client of the SDK is no event target
    client.onclose = () => (isOpen = false);
    return {
      server: client.getServerVersion()?.name ?? nameOf(server),
      tools,
      get isOpen() {
        return isOpen;
      },
      [Symbol.asyncDispose]: () => client.close(),
    };
  } catch (cause) {
    await client.close().catch(() => {});
    throw cause instanceof PortolanError ? cause : unreachable(server, cause);
  }
}

/** The tools that a connected client finds, by name. */
export async function mcpTools(client: Client, options: McpOptions = {}): Promise<Record<string, Tool>> {
  const { timeoutMs = 30_000, only } = options;
  const { tools } = await client.listTools(undefined, { timeout: timeoutMs });
  const names = tools.map(({ name }) => name);
  const missing = only?.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw new PortolanError("usage", `The server has no tool ${missing}.`, {
      value: missing,
      next: `Choose from ${names.join(", ") || "none: it has no tools"}.`,
    });
  }
  const chosen = only ? tools.filter(({ name }) => only.includes(name)) : tools;
  requireToolNames(
    "mcp",
    chosen.map(({ name }) => name),
  );
  return Object.fromEntries(chosen.map((tool) => [tool.name, toolOfMcp(client, tool, timeoutMs)]));
}

async function transportTo(server: McpServer): Promise<Transport> {
  if ("command" in server) {
    const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
    return new StdioClientTransport({ ...server, stderr: "ignore" });
  }
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  if (!URL.canParse(server.url)) {
    throw new PortolanError("usage", "The address of an MCP server is no URL.", {
      value: server.url,
      next: "Give it in full, such as http://localhost:3000/mcp.",
    });
  }
  return new StreamableHTTPClientTransport(new URL(server.url), {
    requestInit: { headers: server.headers ?? {} },
  });
}

function acceptAll(): (data: unknown) => { valid: true; data: never; errorMessage: undefined } {
  return (data) => ({ valid: true, data: data as never, errorMessage: undefined });
}

/** Without arguments, queries and headers, where keys may stand. */
function nameOf(server: McpServer): string {
  return "command" in server ? server.command : server.url.replace(/[?#].*$/, "");
}

function unreachable(server: McpServer, cause: unknown): PortolanError {
  // The server may have written that: it is one line, and no page.
  const why = (cause instanceof Error ? cause.message : String(cause)).replaceAll(/\s+/g, " ").slice(0, 300);
  return new PortolanError("tools-unavailable", `The MCP server does not answer: ${why}`, {
    value: nameOf(server),
    cause,
    next:
      "command" in server
        ? "Run the command by hand, and see whether it starts."
        : "Check the address, and that the server runs.",
  });
}
