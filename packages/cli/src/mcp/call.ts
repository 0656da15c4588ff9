import type { McpServer, ServerContext } from "@modelcontextprotocol/server";
import {
  type AgentTool,
  clientSandbox,
  digestOf,
  grantedCall,
  type Json,
  type LinkedProgram,
  namedTools,
  type RunTold,
  type ToolCall,
} from "@portolan/core";
import { clientName, principalOf } from "./client.ts";
import { askedRoots, clientCan, rootsOf, rootsQuestion, takeAnswer } from "./grants/ask-user.ts";
import { plainly, runGranted } from "./grants/granted-run.ts";
import { type HeldRun, type HeldRuns, newRun } from "./grants/held-runs.ts";
import type { Library } from "./library.ts";

/** A call as it came. */
export interface Asked {
  tool: AgentTool;
  input: Record<string, unknown>;
  server: McpServer;
  context: ServerContext;
}

/** Where a call is answered. */
export interface Answering {
  library: Library;
  held: HeldRuns;
}

/**
 * Gives a tool what it needs for one call of one client.
 * @throws AskFirst where the client is to say first which folders are its own
 * @throws PortolanError `usage` for an answer that nothing waits for
 */
export async function callOf(asked: Asked, { library, held }: Answering): Promise<ToolCall> {
  const { server, context } = asked;
  const client = clientName(server, context);
  // It aborts when the client cancels the call, or has gone.
  const { signal } = context.mcpReq;
  await askForRoots(asked, library);
  const begun = heldRun(asked, client, held);
  const granted = library.grants.for(principalOf(context));
  const sandbox = clientSandbox(await library.sandbox(), client, library.share);
  const progress = progressOf(context, signal);
  const given = grantedCall(granted, sandbox, { signal, progress });
  return {
    store: await library.store(),
    readOnly: library.readOnly,
    sandbox,
    origin: "mcp",
    client,
    ...given,
    approve: plainly(granted),
    signal,
    progress,
    async run(program: LinkedProgram, input: Json[], told: RunTold = { signal, onLog: progress }) {
      const opened = await given.tools(program);
      const sources = { ...program.modules, [program.name]: program.source };
      for (const [module, needed] of Object.entries(program.grants ?? {}))
        granted.require(module, [...needed, ...namedTools(sources[module] ?? "")], opened);
      const canAsk = clientCan("elicitation", server, context);
      const options = { tools: opened, granted, canAsk, begun, held, ...told };
      return runGranted(sandbox, program, input, options);
    },
  };
}

/** Before anything is run or declared, so that what a program sees does not change under it. Who fails to say is asked again next time. */
async function askForRoots({ tool, input, server, context }: Asked, { grants }: Library): Promise<void> {
  const { name } = input;
  const isAbout = tool.effect !== "reads" || (typeof name === "string" && name.startsWith("#tools/"));
  if (!grants.wantsRoots || !isAbout) return;
  let said = rootsOf(context);
  if (said === "unasked") {
    if (!clientCan("roots", server, context)) return;
    if (context.mcpReq.envelope !== undefined) throw rootsQuestion();
    said = await askedRoots(server, context);
  }
  if (said !== "failed") await grants.takeRoots(said);
}

/** The run that this call is the second beginning of; else a new one, made when there is something to run. */
function heldRun({ tool, input, context }: Asked, client: string, held: HeldRuns): () => HeldRun {
  const request = (): string => digestOf({ tool: tool.name, input: input as Json });
  const token = context.mcpReq.requestState<string>();
  if (typeof token !== "string") return () => newRun(client, request());
  const run = held.take(token, client, request());
  takeAnswer(run, context);
  return () => run;
}

function progressOf({ mcpReq }: ServerContext, signal: AbortSignal): (message: string) => void {
  const { _meta } = mcpReq;
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return (message) => {
    if (progressToken === undefined || signal.aborted) return;
    const params = { progressToken, progress: ++progress, message: message.slice(0, 500) };
    // A client that has gone does not hear it, which is no failure of the call.
    mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
  };
}
