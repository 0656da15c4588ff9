import { Console } from "node:console";
import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { portOf } from "../http/port-flag.ts";
import type { Serving } from "../mcp/agent-server.ts";
import { openAuditLog } from "../mcp/audit-log.ts";
import type { GrantBook } from "../mcp/grants/grant-book.ts";
import { type GrantCommandFlags, grantsOfCommand } from "../mcp/grants/grants-of-command.ts";
import { openLibrary } from "../mcp/library.ts";
import { storePlace } from "../mcp/store-place.ts";
import { Traffic } from "../mcp/traffic.ts";
import { indexProgress } from "../output/index-progress.ts";
import { printJson } from "../output/print.ts";
import { ownVersion } from "../own-version.ts";
import { withInterrupt } from "../terminal/interrupt.ts";

interface McpFlags extends GrantCommandFlags {
  host?: string;
  port?: string;
  showGrants?: boolean;
  readOnly?: boolean;
  audit?: string;
}

/** `portolan mcp`: the library for every coding agent. Over pipes, stdout belongs to the protocol alone. */
export async function run(invocation: Invocation<McpFlags>): Promise<number> {
  const { terminal, flags, quiet, config } = invocation;
  const { readOnly = false } = flags;
  requireHttp(flags);
  // A tools file that logs must not speak in the middle of the protocol.
  if (flags.http !== true) globalThis.console = new Console(process.stderr, process.stderr);
  const root = storePlace(config, terminal);
  const say = (text: string): void => void (quiet || terminal.stderr.write(`${text}\n`));
  const progress = quiet ? undefined : indexProgress(terminal);
  const log =
    flags.audit === undefined ? join(root, ".portolan", "audit.jsonl") : resolve(terminal.cwd, flags.audit);
  const { cwd, environment } = terminal;
  const grants = await grantsOfCommand(flags, {
    cwd,
    environment,
    except: [root, log, `${log}.1`],
    files: config.files,
  });
  if (flags.showGrants === true) return shown(invocation, grants);
  await using library = openLibrary({
    root,
    config: config.values,
    readOnly,
    grants,
    indexProgress: progress,
  });
  // A store that is only read is left as it is.
  const audit =
    readOnly && flags.audit === undefined
      ? undefined
      : openAuditLog(log, ({ message }) =>
          say(`The audit log cannot be written, and is left out: ${message}`),
        );
  const serving = { library, traffic: new Traffic(), audit, version: ownVersion() };
  await withInterrupt(
    terminal,
    () => {},
    async (signal) => {
      if (flags.http === true) return overHttp(invocation, serving, signal);
      if (terminal.input.isTTY)
        say(`${root} is served to the agent that starts this command. Ctrl-C ends it.`);
      return overStdio(serving, signal);
    },
  );
  await audit?.flush();
  return 0;
}

async function shown({ terminal, json }: Invocation<McpFlags>, grants: GrantBook): Promise<number> {
  await using book = grants;
  const { showGrants } = await import("../mcp/grants/show-grants.ts");
  await showGrants(book, terminal, json);
  return 0;
}

async function overStdio(serving: Omit<Serving, "over">, signal: AbortSignal): Promise<void> {
  const { serveOverStdio } = await import("../mcp/serve-over-stdio.ts");
  const { stdin: input, stdout: output } = process;
  await serveOverStdio({ ...serving, over: "stdio" }, { input, output, signal });
}

async function overHttp(
  { terminal, flags, json }: Invocation<McpFlags>,
  serving: Omit<Serving, "over">,
  signal: AbortSignal,
): Promise<void> {
  const { serveOverHttp } = await import("../mcp/http-server.ts");
  const { readTokens } = await import("../mcp/tokens.ts");
  const { host = "127.0.0.1" } = flags;
  const tokens =
    flags.tokens === undefined ? undefined : await readTokens(resolve(terminal.cwd, flags.tokens));
  const endpoint = await serveOverHttp({
    ...serving,
    over: "http",
    host,
    port: portOf(flags.port, 4242),
    tokens,
  });
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
