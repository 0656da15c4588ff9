import { type Answer, type Answering, pieces } from "./answering.ts";

/** A reply of `/v1/responses`. */
export function responsesAnswer(answering: Answering): Answer {
  const { id, created, request, reply, input, output } = answering;
  const cut = reply.kind === "text" && reply.finish !== "stop" ? reply.finish : undefined;
  const status = cut ? "incomplete" : "completed";
  const part = partOf(reply.kind, reply.text);
  const item = { type: "message", id: `msg_${id}`, role: "assistant", status, content: [part] };
  const base = {
    id: `resp_${id}`,
    object: "response",
    created_at: created,
    model: request.model,
    error: null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: false,
    temperature: null,
    tool_choice: "none",
    tools: [],
    top_p: null,
  };
  const whole = {
    ...base,
    status,
    incomplete_details: cut ? { reason: cut === "length" ? "max_output_tokens" : cut } : null,
    output: [...reasoningItems(answering), item],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
  const begun = { ...base, status: "in_progress", incomplete_details: null, output: [], usage: null };
  const place = { item_id: item.id, output_index: whole.output.length - 1, content_index: 0 };
  const kind = reply.kind === "refusal" ? "refusal" : "output_text";
  const key = reply.kind === "refusal" ? "refusal" : "text";
  const steps: { type: string; [field: string]: unknown }[] = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    ...reasoningItems(answering).flatMap(reasoningSteps),
    {
      type: "response.output_item.added",
      output_index: place.output_index,
      item: { ...item, status: "in_progress", content: [] },
    },
    { type: "response.content_part.added", ...place, part: partOf(reply.kind, "") },
    ...pieces(reply.text).map((delta) => ({
      type: `response.${kind}.delta`,
      ...place,
      delta,
      logprobs: [],
    })),
    { type: `response.${kind}.done`, ...place, [key]: reply.text, logprobs: [] },
    { type: "response.content_part.done", ...place, part },
    { type: "response.output_item.done", output_index: place.output_index, item },
    { type: `response.${status}`, response: whole },
  ];
  return {
    whole,
    events: steps.map((step, sequence_number) => ({
      event: step.type,
      data: { ...step, sequence_number },
    })),
  };
}

function partOf(kind: "text" | "refusal", text: string): object {
  return kind === "refusal"
    ? { type: "refusal", refusal: text }
    : { type: "output_text", text, annotations: [], logprobs: [] };
}

interface ReasoningItem {
  type: "reasoning";
  id: string;
  summary: { type: "summary_text"; text: string }[];
}

function reasoningSteps(item: ReasoningItem): { type: string; [field: string]: unknown }[] {
  const place = { item_id: item.id, output_index: 0, summary_index: 0 };
  const text = item.summary.map((part) => part.text).join("");
  return [
    { type: "response.output_item.added", output_index: 0, item: { ...item, summary: [] } },
    ...pieces(text).map((delta) => ({ type: "response.reasoning_summary_text.delta", ...place, delta })),
    { type: "response.reasoning_summary_text.done", ...place, text },
    { type: "response.output_item.done", output_index: 0, item },
  ];
}

function reasoningItems({ id, reply }: Answering): ReasoningItem[] {
  if (reply.kind !== "text" || reply.reasoning === undefined) return [];
  return [{ type: "reasoning", id: `rs_${id}`, summary: [{ type: "summary_text", text: reply.reasoning }] }];
}
