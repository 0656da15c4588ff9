import type { CallToolResult } from "@modelcontextprotocol/server";
import { failureText, type ToolReply } from "@portolan/core";

/** As the protocol has it. */
export function resultOf({ text, structured, isError = false }: ToolReply): CallToolResult {
  return { content: [{ type: "text", text }], structuredContent: structured, ...(isError && { isError }) };
}

/** A failure as a result that a model can act on. */
export function failureOf(error: unknown): CallToolResult {
  return { content: [{ type: "text", text: failureText(error) }], isError: true };
}
