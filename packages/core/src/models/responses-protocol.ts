import { z } from "zod";
import { EndpointFault } from "./endpoint-fault.ts";
import type { Protocol } from "./protocol.ts";
import type { ReplyReader } from "./reply-reader.ts";
import { usageOf } from "./usage.ts";

const text = z.string().nullish().catch(undefined);
const part = z.looseObject({ type: text, text, refusal: text });
const parts = z.array(part).nullish().catch(undefined);

const responseSchema = z.looseObject({
  model: text,
  status: text,
  usage: z.unknown().optional(),
  incomplete_details: z.looseObject({ reason: text }).nullish().catch(undefined),
  error: z.looseObject({ code: text, message: text }).nullish().catch(undefined),
  output: z
    .array(z.looseObject({ type: text, content: parts, summary: parts }))
    .nullish()
    .catch(undefined),
});

const eventSchema = z.looseObject({ type: text, delta: text, response: z.unknown().optional() });

/** A smaller limit is refused; what is left of a budget may be smaller. */
const leastTokens = 16;

/** The Responses API of OpenAI. */
export const responsesProtocol: Protocol = {
  path: "/responses",
  bodyOf(request, { model, stream, dialect }) {
    const { messages, maxOutputTokens, temperature, schema } = request;
    const shapes = {
      json_schema: schema && { format: { type: "json_schema", ...schema, strict: true } },
      json_object: { format: { type: "json_object" } },
      none: undefined,
    };
    return {
      model,
      input: messages.map((message) => ({ ...message })),
      max_output_tokens: maxOutputTokens && Math.max(leastTokens, maxOutputTokens),
      temperature: dialect.omitted.has("temperature") ? undefined : temperature,
      text: schema && shapes[dialect.schema],
      stream: stream || undefined,
      store: false,
    };
  },
  readWhole(reply, reader) {
    const response = responseSchema.parse(reply);
    for (const { type, content, summary } of response.output ?? []) {
      for (const one of summary ?? []) reader.addReasoning(one.text);
      for (const one of content ?? []) {
        if (one.type === "reasoning_text") reader.addReasoning(one.text);
        else reader.addText(one.text);
        reader.addRefusal(one.refusal);
      }
      if (type?.endsWith("_call")) reader.end("tool-calls");
    }
    conclude(response, reader);
  },
  readEvent(event, reader) {
    const { type, delta, response } = eventSchema.parse(event);
    if (type === "response.output_text.delta") reader.addText(delta);
    else if (type === "response.refusal.delta") reader.addRefusal(delta);
    else if (type === "response.reasoning_summary_text.delta" || type === "response.reasoning_text.delta")
      reader.addReasoning(delta);
    else if (type === "response.completed" || type === "response.incomplete" || type === "response.failed") {
      const whole = responseSchema.parse(response ?? {});
      if (whole.output?.some((item) => item.type?.endsWith("_call"))) reader.end("tool-calls");
      conclude({ ...whole, status: type.slice("response.".length) }, reader);
    }
  },
};

function conclude(response: z.output<typeof responseSchema>, reader: ReplyReader): void {
  const { status, output, error, incomplete_details: incomplete } = response;
  reader.model = response.model ?? undefined;
  reader.usage = usageOf(response.usage);
  reader.hasChoice ||= Boolean(output?.length) || reader.text !== "";
  if (status === "failed" || (error && !output)) {
    throw new EndpointFault({
      kind: "failed-midway",
      what: `gave up: ${error?.message ?? "without a reason"}`,
      value: error?.code ?? "failed",
      retry: true,
    });
  }
  if (status === "incomplete") {
    reader.hasChoice = true;
    reader.end(incomplete?.reason === "content_filter" ? "filter" : "length");
  } else if (reader.finish === undefined) reader.end("stop");
}
