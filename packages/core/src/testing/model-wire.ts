import type { Json } from "../json/json.ts";
import { estimatedTokens, type FinishReason, type ModelReply, type ModelUsage } from "../models/model.ts";

type Reply = Partial<ModelReply> & { text: string };

const chatFinish: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "length",
  refusal: "stop",
  filter: "content_filter",
  "tool-calls": "tool_calls",
};

/** A reply as the whole body of an answer. */
export function replyBody(api: "chat" | "responses", reply: Reply, asked: Record<string, Json>): unknown {
  const { text, reasoning, finish = "stop", model = asked["model"] } = reply;
  if (api === "responses") return responseObject(reply, asked);
  const message = {
    role: "assistant",
    content: finish === "refusal" ? null : text,
    refusal: finish === "refusal" ? text : null,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(finish === "tool-calls" ? { tool_calls: [toolCall] } : {}),
  };
  const choices = [{ index: 0, message, finish_reason: chatFinish[finish] }];
  return {
    id: "chat-1",
    object: "chat.completion",
    model,
    choices,
    usage: chatUsage(usageFor(reply, asked)),
  };
}

/** A reply as server-sent events, in pieces of a few characters. */
export function replyEvents(
  api: "chat" | "responses",
  reply: Reply,
  asked: Record<string, Json>,
  withUsage: boolean,
): string[] {
  const { text, reasoning = "", finish = "stop", model = asked["model"] } = reply;
  if (api === "responses") {
    const kind = finish === "refusal" ? "response.refusal.delta" : "response.output_text.delta";
    const ending = finish === "length" || finish === "filter" ? "response.incomplete" : "response.completed";
    const response = responseObject(reply, asked);
    return [
      { type: "response.created", response: { status: "in_progress" } },
      ...piecesOf(reasoning).map((delta) => ({ type: "response.reasoning_summary_text.delta", delta })),
      ...piecesOf(text).map((delta) => ({ type: kind, delta })),
      { type: ending, response: withUsage ? response : { ...response, usage: null } },
    ].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  const chunk = (delta: object, finishReason: string | null = null): object => ({
    object: "chat.completion.chunk",
    model,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  });
  const field = finish === "refusal" ? "refusal" : "content";
  const chunks = [
    chunk({ role: "assistant", content: "" }),
    ...piecesOf(reasoning).map((delta) => chunk({ reasoning_content: delta })),
    ...piecesOf(text).map((delta) => chunk({ [field]: delta })),
    ...(finish === "tool-calls" ? [chunk({ tool_calls: [toolCall] })] : []),
    chunk({}, chatFinish[finish]),
    ...(withUsage
      ? [{ object: "chat.completion.chunk", model, choices: [], usage: chatUsage(usageFor(reply, asked)) }]
      : []),
  ];
  return [...chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`), "data: [DONE]\n\n"];
}

const toolCall = { index: 0, id: "call-1", type: "function", function: { name: "run", arguments: "{}" } };

function responseObject(reply: Reply, asked: Record<string, Json>): object {
  const { text, reasoning, finish = "stop", model = asked["model"] } = reply;
  const content =
    finish === "refusal" ? [{ type: "refusal", refusal: text }] : [{ type: "output_text", text }];
  const usage = usageFor(reply, asked);
  return {
    id: "response-1",
    object: "response",
    model,
    status: finish === "length" || finish === "filter" ? "incomplete" : "completed",
    incomplete_details:
      finish === "length"
        ? { reason: "max_output_tokens" }
        : finish === "filter"
          ? { reason: "content_filter" }
          : null,
    output: [
      ...(reasoning === undefined
        ? []
        : [{ type: "reasoning", summary: [{ type: "summary_text", text: reasoning }] }]),
      { type: "message", content },
      ...(finish === "tool-calls" ? [{ type: "function_call", name: "run", arguments: "{}" }] : []),
    ],
    usage: {
      input_tokens: usage.inputTokens,
      input_tokens_details: { cached_tokens: usage.cachedInputTokens },
      output_tokens: usage.outputTokens,
      output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
      total_tokens: usage.inputTokens + usage.outputTokens,
    },
  };
}

function chatUsage(usage: ModelUsage): object {
  return {
    prompt_tokens: usage.inputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
    completion_tokens: usage.outputTokens,
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}

/** As the reply says, or as the lengths of the texts say. */
function usageFor({ usage, text, reasoning = "" }: Reply, asked: Record<string, Json>): ModelUsage {
  if (usage) return usage;
  const messages = (asked["messages"] ?? asked["input"] ?? []) as { content: string }[];
  const reasoningTokens = estimatedTokens(reasoning);
  return {
    inputTokens: messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0),
    cachedInputTokens: 0,
    outputTokens: estimatedTokens(text) + reasoningTokens,
    reasoningTokens,
  };
}

function piecesOf(text: string): string[] {
  return text.match(/[^]{1,5}/gu) ?? [];
}
