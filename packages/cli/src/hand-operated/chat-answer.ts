import { type Answer, type Answering, pieces } from "./answering.ts";

/** A reply of `/v1/chat/completions`. */
export function chatAnswer({ id, created, request, reply, input, output }: Answering): Answer {
  const { model } = request;
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
  const refused = reply.kind === "refusal";
  const reasoning = reply.kind === "text" ? reply.reasoning : undefined;
  const finish = reply.kind === "text" ? reply.finish : "stop";
  const head = { id: `chatcmpl-${id}`, created, model };
  const message = {
    role: "assistant",
    content: refused ? null : reply.text,
    refusal: refused ? reply.text : null,
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
  };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    data: {
      ...head,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    },
  });
  return {
    whole: {
      ...head,
      object: "chat.completion",
      choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
      usage,
    },
    events: [
      chunk({ role: "assistant", ...(reasoning !== undefined && { reasoning_content: reasoning }) }),
      ...pieces(reply.text).map((piece) => chunk(refused ? { refusal: piece } : { content: piece })),
      chunk({}, finish),
      ...(request.includeUsage
        ? [{ data: { ...head, object: "chat.completion.chunk", choices: [], usage } }]
        : []),
      { data: "[DONE]" },
    ],
  };
}
