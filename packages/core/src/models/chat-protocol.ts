import { z } from "zod";
import { EndpointFault } from "./endpoint-fault.ts";
import type { FinishReason } from "./model.ts";
import type { Protocol } from "./protocol.ts";
import type { ReplyReader } from "./reply-reader.ts";
import { usageOf } from "./usage.ts";

const text = z.string().nullish().catch(undefined);
/** Text, or parts of which some are text. */
const content = z
  .union([
    z.string(),
    z.array(z.looseObject({ text })).transform((parts) => parts.map((part) => part.text ?? "").join("")),
  ])
  .nullish()
  .catch(undefined);

const messageSchema = z.looseObject({
  content,
  refusal: text,
  reasoning: text,
  reasoning_content: text,
  tool_calls: z.array(z.unknown()).nullish().catch(undefined),
});

/** A reply, or a piece of one; what an endpoint leaves out or adds is no error. */
const replySchema = z.looseObject({
  model: text,
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
  choices: z
    .array(
      z.looseObject({
        message: messageSchema.optional(),
        delta: messageSchema.nullish(),
        finish_reason: text,
      }),
    )
    .nullish()
    .catch(undefined),
});

const errorSchema = z.looseObject({ message: text, code: text, type: text });

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  max_tokens: "length",
  content_filter: "filter",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  refusal: "refusal",
};

/** Chat Completions, which nearly every server speaks. */
export const chatProtocol: Protocol = {
  path: "/chat/completions",
  bodyOf(request, { model, stream, dialect }) {
    const { messages, maxOutputTokens, temperature, seed, schema } = request;
    const shapes = {
      json_schema: schema && { type: "json_schema", json_schema: { ...schema, strict: true } },
      json_object: { type: "json_object" },
      none: undefined,
    };
    return {
      model,
      messages: messages.map((message) => ({ ...message })),
      [dialect.tokenLimit]: maxOutputTokens,
      temperature: dialect.omitted.has("temperature") ? undefined : temperature,
      seed: dialect.omitted.has("seed") ? undefined : seed,
      response_format: schema && shapes[dialect.schema],
      stream: stream || undefined,
      stream_options: stream && !dialect.omitted.has("stream_options") ? { include_usage: true } : undefined,
    };
  },
  readWhole: (reply, reader) => read(reply, reader, "message"),
  readEvent: (event, reader) => read(event, reader, "delta"),
};

function read(given: unknown, reader: ReplyReader, part: "message" | "delta"): void {
  const reply = replySchema.parse(given);
  reader.model ??= reply.model ?? undefined;
  reader.usage = usageOf(reply.usage) ?? reader.usage;
  const choice = reply.choices?.[0];
  if (!choice && reply.error) throw midwayError(reply.error);
  if (!choice) return;
  reader.hasChoice = true;
  const message = choice[part];
  reader.addReasoning(message?.reasoning_content ?? message?.reasoning);
  reader.addText(message?.content);
  reader.addRefusal(message?.refusal);
  if (choice.finish_reason === "error") throw failedMidway();
  if (choice.finish_reason) reader.end(finishReasons[choice.finish_reason] ?? "stop");
  else if (part === "message") reader.end("stop");
  // Some servers say `stop` and ask for a tool call all the same.
  if (message?.tool_calls?.length) reader.end("tool-calls");
}

/** An error that comes as if all were well, in the form in which the client throws one in the middle of a stream. */
function midwayError(error: unknown): Error {
  const { message, code, type } = errorSchema.parse(typeof error === "object" ? error : { message: error });
  return Object.assign(new Error(message ?? JSON.stringify(error)), { error, code, type });
}

/** As gateways say it whose own endpoint failed. */
function failedMidway(): EndpointFault {
  const what = "broke off its reply, without a reason";
  return new EndpointFault({ kind: "failed-midway", what, value: "error", retry: true, worked: true });
}
