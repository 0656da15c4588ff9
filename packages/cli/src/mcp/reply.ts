import type { CallToolResult } from "@modelcontextprotocol/server";
import { PortolanError } from "@portolan/core";

/** What a tool says: text for a model, and the same as data. */
export interface Reply {
  text: string;
  structured: Record<string, unknown>;
  /** The program failed: the model is to do something about it. */
  isError?: boolean;
  /** For the audit log, where the text would be too long. */
  outcome?: string;
}

/** As the protocol has it. */
export function resultOf({ text, structured, isError = false }: Reply): CallToolResult {
  return { content: [{ type: "text", text }], structuredContent: structured, ...(isError && { isError }) };
}

/** A failure as a result that a model can act on; what is a bug of ours says so and shows no stack. */
export function failureOf(error: unknown): CallToolResult {
  return { content: [{ type: "text", text: failureText(error) }], isError: true };
}

/** What happened, the value at fault and the next move, a line each. */
function failureText(error: unknown): string {
  if (!(error instanceof PortolanError)) {
    const message = error instanceof Error ? error.message : String(error);
    return `This is a bug of Portolan: ${message}\nNext: go on without the library, and report it.`;
  }
  const value = error.value === undefined ? "" : `\nValue: ${error.value}`;
  return `${error.message}${value}\nNext: ${error.next}`;
}

/** Text that a model has to read, with its middle left out where it is long. */
export function clipped(text: string, most: number = 8_000): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`;
}
