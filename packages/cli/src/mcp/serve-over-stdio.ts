import type { Readable, Writable } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { agentServers, type Serving } from "./agent-server.ts";

/** The longest message that a client may send. */
const maxBufferSize = 4 * 2 ** 20;

/** Serves the one client at the other end of a pair of pipes, until it closes them or the signal aborts. */
export async function serveOverStdio(
  serving: Serving,
  { input, output, signal }: { input: Readable; output: Writable; signal: AbortSignal },
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  for (const event of ["end", "close", "error"]) input.once(event, () => ended.resolve());
  // Whoever does not read any more has gone.
  output.once("error", () => ended.resolve());
  signal.addEventListener("abort", () => ended.resolve(), { once: true });
  const transport = new StdioServerTransport(input, output, { maxBufferSize });
  // It closes itself where a message grows too large.
  const close = transport.close.bind(transport);
  transport.close = () => close().finally(ended.resolve);
  const handle = serveStdio(agentServers(serving), { transport, onerror: () => {} });
  if (signal.aborted) ended.resolve();
  await ended.promise;
  await handle.close();
}
