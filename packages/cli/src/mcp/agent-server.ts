import { McpServer, type McpServerFactory, type ServerContext } from "@modelcontextprotocol/server";
import type { AuditEntry, AuditLog } from "./audit-log.ts";
import { clientName } from "./client.ts";
import { clientSandbox } from "./client-sandbox.ts";
import { connectionGone } from "./connection.ts";
import type { Library } from "./library.ts";
import { registerPrompts } from "./prompts.ts";
import { failureOf, resultOf } from "./reply.ts";
import { registerResources } from "./resources.ts";
import { programDigest } from "./submission.ts";
import type { AgentTool, Call } from "./tool.ts";
import { getSkill } from "./tools/get-skill.ts";
import { reportOutcome } from "./tools/report-outcome.ts";
import { runProgram } from "./tools/run-program.ts";
import { runSkill } from "./tools/run-skill.ts";
import { searchSkills } from "./tools/search-skills.ts";
import { submitSkill } from "./tools/submit-skill.ts";
import type { Traffic } from "./traffic.ts";

/** What all connections of a server have in common. */
export interface Serving {
  library: Library;
  traffic: Traffic;
  /** Absent where nothing is to be written. */
  audit?: AuditLog;
  over: AuditEntry["over"];
  version: string;
}

/** Every tool, in the order in which clients see them. */
const tools: readonly AgentTool[] = [
  searchSkills,
  getSkill,
  runSkill,
  runProgram,
  submitSkill,
  reportOutcome,
];

const instructions = `A library of TypeScript functions (skills), each admitted on its cases. Before you write code that transforms data, search_skills; run what you find with run_skill, or import it in run_program. What you write and will need again, submit_skill.`;

/** Makes the servers that connections are given; they share nothing but what is in `serving`. */
export function agentServers(serving: Serving): McpServerFactory {
  return () => {
    const { library, version } = serving;
    const server = new McpServer(
      { name: "portolan", title: "Portolan", version },
      { instructions: instructionsFor(library), jsonSchemaValidator },
    );
    for (const tool of tools) {
      if (library.readOnly && tool.effect === "adds") continue;
      const { name, title, description, input: inputSchema, output: outputSchema } = tool;
      server.registerTool(
        name,
        { title, description, inputSchema, outputSchema, annotations: annotationsOf(tool, library) },
        (input: Record<string, unknown>, context: ServerContext) =>
          called(tool, input, server, context, serving),
      );
    }
    registerResources(server, library, async (context, action) => {
      const leave = serving.traffic.enter(clientName(server, context), "reads");
      return action().finally(leave);
    });
    registerPrompts(server);
    return server;
  };
}

/** Clients are never asked anything, so that no answer needs a validator; over HTTP one would be made for each request. */
const jsonSchemaValidator = {
  getValidator: (): never => {
    throw new Error("no client is asked anything");
  },
};

function instructionsFor({ tools: granted }: Library): string {
  const specifiers = Object.keys(granted).map((namespace) => `#tools/${namespace}`);
  if (specifiers.length === 0) return instructions;
  return `${instructions} Programs may also import ${specifiers.join(", ")}, which portolan://tools declares.`;
}

/** What a program does reaches nothing but the tools that a person granted: with those it may be anything. */
function annotationsOf({ effect }: AgentTool, { tools: granted }: Library) {
  const isOpen = effect === "runs" && Object.keys(granted).length > 0;
  if (isOpen) return { readOnlyHint: false };
  const readOnlyHint = effect !== "adds";
  return { readOnlyHint, ...(readOnlyHint ? {} : { destructiveHint: false }), openWorldHint: false };
}

async function called(
  tool: AgentTool,
  input: Record<string, unknown>,
  server: McpServer,
  context: ServerContext,
  { library, traffic, audit, over }: Serving,
) {
  const client = clientName(server, context);
  let leave: () => void;
  try {
    leave = traffic.enter(client, tool.effect);
  } catch (error) {
    // Nothing ran, and a flood of refusals must not fill the log.
    return failureOf(error);
  }
  const startedAt = performance.now();
  const note = (outcome: string): void => {
    const ms = Math.round(performance.now() - startedAt);
    audit?.add({ client, over, tool: tool.name, ...subjectOf(input), outcome, ms });
  };
  try {
    const reply = await tool.call(input, await callOf(client, context, library));
    note(reply.outcome ?? "done");
    return resultOf(reply);
  } catch (error) {
    note(context.mcpReq.signal.aborted ? "cancelled" : codeOf(error));
    return failureOf(error);
  } finally {
    leave();
  }
}

async function callOf(client: string, { mcpReq }: ServerContext, library: Library): Promise<Call> {
  const { _meta } = mcpReq;
  const gone = connectionGone();
  const signal = gone ? AbortSignal.any([mcpReq.signal, gone]) : mcpReq.signal;
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return {
    library,
    store: await library.store(),
    sandbox: clientSandbox(await library.sandbox(), client),
    client,
    signal,
    progress(message) {
      if (progressToken === undefined || signal.aborted) return;
      const params = { progressToken, progress: ++progress, message: message.slice(0, 500) };
      // A client that has gone does not hear it, which is no failure of the call.
      mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
    },
  };
}

function subjectOf({ name, skill, source }: Record<string, unknown>): Partial<AuditEntry> {
  const about = name ?? skill;
  return {
    ...(typeof about === "string" && { skill: about.slice(0, 64) }),
    ...(typeof source === "string" && { program: programDigest(source) }),
  };
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "internal";
}
