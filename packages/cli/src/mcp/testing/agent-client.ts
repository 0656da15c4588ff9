import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../bin.ts", import.meta.url));
const nodeFlags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** Which generation of the protocol a client speaks. */
export type Generation = "legacy" | "modern";

/** What a tool said, as a test looks at it. */
export interface Said {
  text: string;
  data: Record<string, unknown>;
  isError: boolean;
}

/** A coding agent, as far as the server sees one. */
export interface AgentClient extends AsyncDisposable {
  client: Client;
  call: (name: string, input: Record<string, unknown>, signal?: AbortSignal) => Promise<Said>;
}

/** What a client can do for the server. */
export interface ClientAbilities {
  /** Shows its user a question; what it gives goes back as the answer. */
  ask?: (message: string) => { action: "accept" | "decline" | "cancel"; content?: Record<string, string> };
  /** The folders that it calls its own, as URIs; what it throws is how it fails to say. */
  roots?: readonly string[] | (() => readonly string[]);
}

/** Starts `portolan mcp` as agents do, and speaks to it over its pipes. */
export function clientOverStdio(
  commandLine: readonly string[],
  cwd: string,
  generation: Generation,
  abilities: ClientAbilities = {},
) {
  const args = [...nodeFlags, bin, "mcp", ...commandLine];
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd };
  return clientOf(
    new StdioClientTransport({ command: process.execPath, args, cwd, env }),
    generation,
    abilities,
  );
}

/** Speaks to an endpoint. */
export function clientOverHttp(
  url: string,
  generation: Generation,
  {
    name,
    headers = {},
    ...abilities
  }: ClientAbilities & { name?: string; headers?: Record<string, string> } = {},
) {
  return clientOf(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    generation,
    abilities,
    name,
  );
}

/** Connects a client. @param name what it calls itself */
export async function clientOf(
  transport: StdioClientTransport | StreamableHTTPClientTransport,
  generation: Generation,
  { ask, roots }: ClientAbilities = {},
  name: string = "test-agent",
): Promise<AgentClient> {
  const mode = generation === "legacy" ? "legacy" : { pin: "2026-07-28" };
  const capabilities = {
    ...(ask && { elicitation: { form: {} } }),
    ...(roots && { roots: { listChanged: true } }),
  };
  const client = new Client({ name, version: "1.0.0" }, { versionNegotiation: { mode }, capabilities });
  if (ask) client.setRequestHandler("elicitation/create", async ({ params }) => ask(params.message));
  if (roots) {
    const list = typeof roots === "function" ? roots : () => roots;
    client.setRequestHandler("roots/list", async () => ({ roots: list().map((uri) => ({ uri })) }));
  }
  await client.connect(transport);
  return {
    client,
    async call(tool, input, signal) {
      const result = await client.callTool({ name: tool, arguments: input }, { signal });
      const text = result.content.map((one) => (one.type === "text" ? one.text : one.type)).join("\n");
      const data = (result.structuredContent ?? {}) as Record<string, unknown>;
      return { text, data, isError: result.isError === true };
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}
