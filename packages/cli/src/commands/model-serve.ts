import { once } from "node:events";
import { relative, resolve } from "node:path";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { type HandEvent, serveByHand } from "../hand-operated/hand-server.ts";
import { portOf } from "../http/port-flag.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { withInterrupt } from "../terminal/interrupt.ts";

/** `portolan model serve`: an endpoint whose model is whoever puts files into a folder. */
export async function run(
  invocation: Invocation<{ inbox?: string; port?: string; model?: string }>,
): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const { inbox, model = "by-hand" } = flags;
  if (inbox === undefined) {
    throw wrongUsage("--inbox is missing.", undefined, "Name the folder for requests, as in --inbox inbox.");
  }
  const folder = resolve(terminal.cwd, inbox);
  const port = portOf(flags.port, 4141);
  const path = relative(terminal.cwd, folder);
  const shown = path.startsWith("..") || path === "" ? folder : path;
  const say = (event: HandEvent): void => tell(invocation, shown, event);
  const stopping = (): void => void (quiet || terminal.stderr.write("Stopping: telling the clients.\n"));
  return withInterrupt(terminal, stopping, async (signal) => {
    const server = await serveByHand({ folder, model, port, onEvent: say });
    const { url } = server;
    if (json) printJson(terminal.stdout, { type: "listening", url, model, inbox: folder });
    else
      printLines(terminal.stdout, [
        `${url} has the model ${model}; requests go to ${shown}. Ctrl-C ends it.`,
      ]);
    if (!signal.aborted) await once(signal, "abort");
    await server.close();
    return 0;
  });
}

function tell({ terminal, json }: Invocation, folder: string, event: HandEvent): void {
  if (json) printJson(terminal.stdout, { ...event });
  else printLines(terminal.stdout, [lineOf(event, folder)]);
}

function lineOf(event: HandEvent, folder: string): string {
  switch (event.type) {
    case "waiting": {
      const { base, characters } = event;
      return `${base}: ${count(characters, "character")} of ${folder}/${base}.request.md wait for ${base}.reply.md`;
    }
    case "answered":
      return `${event.base}: answered by ${event.file}${event.clients > 1 ? `, ${event.clients} clients` : ""}`;
    case "cancelled":
      return `${event.base}: cancelled, the client has gone`;
    case "reply-wrong":
      return `${event.base}: ${event.file} is no reply: ${event.problem}; correct it`;
    case "refused":
      return `refused (${event.status}): ${event.message}`;
  }
}
