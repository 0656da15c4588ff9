import {
  fromJsonSchema,
  McpServer,
  type McpServerFactory,
  type ServerContext,
} from "@modelcontextprotocol/server";
import {
  agentInstructions,
  type AgentTool,
  agentTools,
  digestOf,
  importableText,
  inputOf,
  readOnlyInstructions,
} from "@portolan/core";
import type { AuditEntry, AuditLog } from "./audit-log.ts";
import { type Asked, callOf } from "./call.ts";
import { clientName } from "./client.ts";
import { AskFirst } from "./grants/ask-user.ts";
import type { Granted } from "./grants/granted.ts";
import { HeldRuns } from "./grants/held-runs.ts";
import type { Library } from "./library.ts";
import { registerPrompts } from "./prompts.ts";
import { failureOf, resultOf } from "./reply.ts";
import { registerResources } from "./resources.ts";
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

/** Makes the servers that connections are given; they share nothing but what is in `serving`. */
export function agentServers(serving: Serving): McpServerFactory {
  const held = new HeldRuns();
  return ({ authInfo }) => {
    const { library, version } = serving;
    const granted = library.grants.for(authInfo?.clientId);
    // Folders that the client will name are granted later, and the list of tools stays as it is.
    const isOpen = granted.namespaces.length > 0 || library.grants.wantsRoots;
    const server = new McpServer(
      { name: "portolan", title: "Portolan", version },
      {
        instructions: instructionsFor(granted, library),
        jsonSchemaValidator,
        inputRequired,
      },
    );
    for (const { tool, inputSchema } of listedTools) {
      if (library.readOnly && tool.effect === "adds") continue;
      const { name, title, description, output: outputSchema } = tool;
      server.registerTool(
        name,
        { title, description, inputSchema, outputSchema, annotations: annotationsOf(tool, isOpen) },
        (input: Record<string, unknown>, context: ServerContext) =>
          called({ tool, input, server, context }, serving, held),
      );
    }
    registerResources(server, library, async (context, action) => {
      const leave = serving.traffic.enter(clientName(server, context), "reads");
      return action().finally(leave);
    });
    registerPrompts(server, library.readOnly);
    server.server.setNotificationHandler("notifications/roots/list_changed", () =>
      library.grants.dropRoots(),
    );
    return server;
  };
}

/** What clients answer is looked at where it is used; a validator of the SDK would be made for each request over HTTP. */
const jsonSchemaValidator = {
  getValidator: () => (data: unknown) => ({
    valid: true as const,
    data: data as never,
    errorMessage: undefined,
  }),
};
/**
 * The tools, with the schemas of their inputs as the list has them. Nothing is refused by those: a call with a wrong input is one that
 * counts, stands in the log, and is told the next move.
 */
const listedTools = agentTools.map((tool) => {
  const schema = tool.input["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  return { tool, inputSchema: fromJsonSchema<Record<string, unknown>>(schema, jsonSchemaValidator) };
});
/** People take their time, and a program may ask a few times. */
const inputRequired = { maxRounds: 12, roundTimeoutMs: 5 * 60_000 };

/** Names that the user chose, and nothing of what servers say of themselves. Folders that a client will name are files as well. */
function instructionsFor({ namespaces }: Granted, { grants: { wantsRoots }, readOnly }: Library): string {
  const instructions = readOnly ? readOnlyInstructions : agentInstructions;
  const known = wantsRoots ? [...new Set(["files", ...namespaces])] : namespaces;
  const importable = importableText({ namespaces: known });
  if (importable === "") return instructions;
  const whose = wantsRoots ? " Files are those in your roots, where the user let them be." : "";
  return `${instructions} Programs ${importable}, portolan://grants says what they may touch.${whose}`;
}

/** What a program does reaches nothing but the tools that a person granted: with those it may be anything. */
function annotationsOf({ effect }: AgentTool, isOpen: boolean) {
  if (effect === "runs" && isOpen) return { readOnlyHint: false };
  const readOnlyHint = effect !== "adds";
  return { readOnlyHint, ...(readOnlyHint ? {} : { destructiveHint: false }), openWorldHint: false };
}

async function called(asked: Asked, { library, traffic, audit, over }: Serving, held: HeldRuns) {
  const { tool, input, server, context } = asked;
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
    const given = inputOf(tool, input);
    const reply = await tool.call(given, await callOf(asked, { library, held }));
    note(reply.outcome ?? "done");
    return resultOf(reply);
  } catch (error) {
    if (error instanceof AskFirst) {
      note("asks the user");
      return error.result;
    }
    note(context.mcpReq.signal.aborted ? "cancelled" : codeOf(error));
    return failureOf(error);
  } finally {
    leave();
  }
}

function subjectOf({ name, skill, source }: Record<string, unknown>): Partial<AuditEntry> {
  const about = name ?? skill;
  return {
    ...(typeof about === "string" && { skill: about.slice(0, 64) }),
    ...(typeof source === "string" && { program: digestOf(source) }),
  };
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "internal";
}
