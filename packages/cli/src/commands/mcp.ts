import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { agentVersion } from "../mcp/agent-version.ts";
import { openAuditLog } from "../mcp/audit-log.ts";
import { openLibrary } from "../mcp/library.ts";
import { storePlace } from "../mcp/store-place.ts";
import { Traffic } from "../mcp/traffic.ts";
import { indexProgress } from "../output/index-progress.ts";
import { printJson } from "../output/print.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { withInterrupt } from "../terminal/interrupt.ts";

interface McpFlags extends ToolFlags {
  http?: boolean;
  host?: string;
  port?: string;
  tokens?: string;
  readOnly?: boolean;
  audit?: string;
}

/** `portolan mcp`: the library for every coding agent. Over pipes, stdout belongs to the protocol alone. */
export async function run(invocation: Invocation<McpFlags>): Promise<number> {
  const { terminal, flags, quiet, config } = invocation;
  const { readOnly = false } = flags;
  requireHttp(flags);
  const root = storePlace(config, terminal);
  const say = (text: string): void => void (quiet || terminal.stderr.write(`${text}\n`));
  const progress = quiet ? undefined : indexProgress(terminal);
  const tools = await grantedTools(invocation);
  await using library = openLibrary({
    root,
    config: config.values,
    readOnly,
    ...tools,
    indexProgress: progress,
  });
  const log =
    flags.audit === undefined ? join(root, ".portolan", "audit.jsonl") : resolve(terminal.cwd, flags.audit);
  // A store that is only read is left as it is.
  const audit =
    readOnly && flags.audit === undefined
      ? undefined
      : openAuditLog(log, ({ message }) =>
          say(`The audit log cannot be written, and is left out: ${message}`),
        );
  const serving = { library, traffic: new Traffic(), audit, version: agentVersion() };
  await withInterrupt(
    terminal,
    () => {},
    async (signal) => {
      if (flags.http !== true) return overStdio(serving, signal);
      return overHttp(invocation, serving, signal);
    },
  );
  await audit?.flush();
  return 0;
}

type Serving = Omit<import("../mcp/agent-server.ts").Serving, "over">;

async function overStdio(serving: Serving, signal: AbortSignal): Promise<void> {
  const { serveOverStdio } = await import("../mcp/serve-over-stdio.ts");
  const { stdin: input, stdout: output } = process;
  await serveOverStdio({ ...serving, over: "stdio" }, { input, output, signal });
}

async function overHttp(
  { terminal, flags, json }: Invocation<McpFlags>,
  serving: Serving,
  signal: AbortSignal,
): Promise<void> {
  const { serveOverHttp } = await import("../mcp/http-server.ts");
  const { readTokens } = await import("../mcp/tokens.ts");
  const { host = "127.0.0.1" } = flags;
  const tokens =
    flags.tokens === undefined ? undefined : await readTokens(resolve(terminal.cwd, flags.tokens));
  const endpoint = await serveOverHttp({ ...serving, over: "http", host, port: portOf(flags.port), tokens });
  const { root: store, readOnly } = serving.library;
  if (json) printJson(terminal.stdout, { type: "listening", url: endpoint.url, store, readOnly });
  else {
    terminal.stdout.write(
      `${endpoint.url} serves ${store}${readOnly ? ", read-only" : ""}. Ctrl-C ends it.\n`,
    );
  }
  if (!signal.aborted) await once(signal, "abort");
  await endpoint.close();
}

function requireHttp({ http, host, port, tokens }: McpFlags): void {
  if (http === true) return;
  const given = Object.entries({ host, port, tokens }).find(([, value]) => value !== undefined);
  if (!given) return;
  throw wrongUsage(`--${given[0]} is for --http.`, given[1], `Add --http, or leave --${given[0]} out.`);
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 4242;
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw wrongUsage("--port takes a number from 0 to 65535.", text, "Give a port, such as --port 4242.");
}
