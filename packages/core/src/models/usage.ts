import { z } from "zod";
import { estimatedTokens, type ModelRequest, type ModelUsage } from "./model.ts";

const count = z.number().int().min(0).nullish().catch(undefined);
const details = z.looseObject({ cached_tokens: count, reasoning_tokens: count }).nullish().catch(undefined);

/** What endpoints say of usage: the names of Chat Completions, of Responses, and of those that differ. */
const usageSchema = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: details,
  completion_tokens_details: details,
  prompt_cache_hit_tokens: count,
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: details,
  output_tokens_details: details,
  total_tokens: count,
});

/** Usage as an endpoint gives it, in our terms; `undefined` where it says nothing that can be counted with. */
export function usageOf(given: unknown): ModelUsage | undefined {
  const parsed = usageSchema.safeParse(given);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const inputTokens = data.prompt_tokens ?? data.input_tokens;
  const written = data.completion_tokens ?? data.output_tokens;
  if (inputTokens == null || written == null) return undefined;
  const cached =
    data.prompt_tokens_details?.cached_tokens ??
    data.input_tokens_details?.cached_tokens ??
    data.prompt_cache_hit_tokens ??
    0;
  const reasoningTokens =
    data.completion_tokens_details?.reasoning_tokens ?? data.output_tokens_details?.reasoning_tokens ?? 0;
  // Some count reasoning beside the completion and not in it, which only the total tells.
  const beside = data.total_tokens === inputTokens + written + reasoningTokens;
  const outputTokens = beside ? written + reasoningTokens : written;
  return {
    inputTokens,
    cachedInputTokens: Math.min(cached, inputTokens),
    outputTokens,
    reasoningTokens: Math.min(reasoningTokens, outputTokens),
  };
}

/** Usage of a request by the length of its texts, where no endpoint counted. */
export function estimatedUsage(
  request: ModelRequest,
  written: { text: string; reasoning: string },
): ModelUsage {
  const reasoningTokens = estimatedTokens(written.reasoning);
  return {
    inputTokens: request.messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0),
    cachedInputTokens: 0,
    outputTokens: estimatedTokens(written.text) + reasoningTokens,
    reasoningTokens,
    estimated: true,
  };
}
