import type { CallToolResult, Client, Tool as McpDefinition } from "@modelcontextprotocol/client";
import { type Effect, type Json, type Tool, type ToolContext, ToolFailure } from "@portolan/core";
import { z } from "zod";
import { schemaOfJson } from "./schema-of-json.ts";

/**
 * A tool of an MCP server as a tool of ours. With an output schema it gives the structured content, else the text of what came.
 * What the server says went wrong is a `ToolFailure`; a server that does not answer is not.
 */
export function toolOfMcp(client: Client, definition: McpDefinition, timeoutMs: number): Tool {
  const { name, description = "", inputSchema, outputSchema, annotations } = definition;
  return {
    description: description || (annotations?.title ?? definition.title ?? ""),
    input: schemaOfJson(inputSchema, "input"),
    output: outputSchema ? schemaOfJson(outputSchema, "output") : textOutput,
    effect: effectOf(annotations),
    call: async (input, context) => {
      const result = await called(client, name, input, context, timeoutMs);
      const text = textOf(result);
      if (result.isError)
        throw new ToolFailure(text || `${name} failed and does not say why`, structured(result));
      return outputSchema ? structured(result) : text;
    },
  };
}

const textOutput = z.string().describe("text") as z.ZodType<Json>;

/** A server is believed about what only reads. What it says of the rest, that it may be repeated or destroys nothing, still writes. */
function effectOf(annotations: McpDefinition["annotations"]): Effect {
  return annotations?.readOnlyHint === true ? "read" : "write";
}

async function called(
  client: Client,
  name: string,
  input: Json,
  { signal }: ToolContext,
  timeoutMs: number,
): Promise<CallToolResult> {
  const args = input as Record<string, unknown>;
  return client.callTool(
    { name, arguments: args },
    { signal, timeout: timeoutMs, resetTimeoutOnProgress: true },
  );
}

function structured({ structuredContent }: CallToolResult): Json {
  return (structuredContent ?? null) as Json;
}

/** Images, sounds and resources are named, not shown: a program reads text. */
function textOf({ content }: CallToolResult): string {
  return content.map((one) => (one.type === "text" ? one.text : `[${one.type}]`)).join("\n");
}
