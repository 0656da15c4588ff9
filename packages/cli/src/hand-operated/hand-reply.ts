import { z } from "zod";

/** What somebody answered. */
export type HandReply =
  | { kind: "text"; text: string; finish: Finish; reasoning?: string; usage?: Usage }
  | { kind: "refusal"; text: string; usage?: Usage }
  | HandError;

/** An error as the protocol has it. */
export interface HandError {
  kind: "error";
  status: number;
  message: string;
  type?: string;
  code?: string;
  param?: string;
  retryAfterS?: number;
  /** False where asking again is of no use. */
  retry?: boolean;
}

export type Finish = "stop" | "length" | "content_filter";

interface Usage {
  input_tokens: number;
  output_tokens: number;
}

const usage = z.strictObject({
  input_tokens: z.int().nonnegative(),
  output_tokens: z.int().nonnegative(),
});
const schema = z.union([
  z.strictObject({
    text: z.string(),
    finish_reason: z.enum(["stop", "length", "content_filter"]).optional(),
    reasoning: z.string().optional(),
    usage: usage.optional(),
  }),
  z.strictObject({ refusal: z.string().min(1), usage: usage.optional() }),
  z.strictObject({
    error: z.strictObject({
      status: z.int().min(400).max(599),
      message: z.string(),
      type: z.string().optional(),
      code: z.string().optional(),
      retry_after_s: z.number().nonnegative().optional(),
    }),
  }),
]);

/** Reads a `.reply.md`: its text, without the line end that editors add. */
export function markdownReply(bytes: Uint8Array): HandReply | { problem: string } {
  const text = decoded(bytes);
  if (text === undefined) return { problem: "it is not UTF-8" };
  return { kind: "text", text: text.replace(/\r?\n$/, ""), finish: "stop" };
}

/** Reads a `.reply.json`. */
export function jsonReply(bytes: Uint8Array): HandReply | { problem: string } {
  const text = decoded(bytes);
  if (text === undefined) return { problem: "it is not UTF-8" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `it is not JSON: ${(error as Error).message}` };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return {
      problem:
        'it is none of {"text", "finish_reason", "reasoning", "usage"}, {"refusal", "usage"}, {"error": {"status", "message", "type", "code", "retry_after_s"}}',
    };
  }
  const { data } = parsed;
  if ("error" in data) {
    const { retry_after_s: retryAfterS, ...error } = data.error;
    return { kind: "error", ...error, retryAfterS };
  }
  if ("refusal" in data) return { kind: "refusal", text: data.refusal, usage: data.usage };
  const { finish_reason: finish = "stop", ...rest } = data;
  return { kind: "text", finish, ...rest };
}

/** Without a byte order mark; `undefined` where the bytes are no UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
