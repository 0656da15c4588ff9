import type { Readable, Writable } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { agentServers, type Serving } from "./agent-server.ts";
import { boundedLines } from "./bounded-lines.ts";
import { idInEnds } from "./message-signs.ts";

/** The longest message that a client may send. */
const mostBytes = 4 * 2 ** 20;

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
  const lines = boundedLines(mostBytes, (ends) =>
    output.write(`${JSON.stringify(tooLong(idInEnds(ends)))}\n`),
  );
  // The transport of the SDK would end the connection over a message that grows too large.
  const transport = new StdioServerTransport(input.pipe(lines), output, { maxBufferSize: 2 * mostBytes });
  const close = transport.close.bind(transport);
  transport.close = () => close().finally(ended.resolve);
  const handle = serveStdio(agentServers(serving), { transport, onerror: () => {} });
  if (signal.aborted) ended.resolve();
  await ended.promise;
  await handle.close();
}

function tooLong(id: string | number | null) {
  const message = `A message must not exceed ${mostBytes} bytes. Give less at once, in several calls.`;
  return { jsonrpc: "2.0", id, error: { code: -32_000, message } };
}
